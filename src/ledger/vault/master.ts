import { hkdfSync } from 'node:crypto';
import { RedressError } from '../../domain/errors.ts';

/** The key that wraps all case keys, and everything that is derived from it. */
export interface MasterKey {
  /** Names the key without telling anything about it; stored with what it wrapped, so that keys can be changed. */
  readonly id: string;
  /** A key of 32 bytes for one purpose: HKDF-SHA256 with the purpose as its label. */
  derive(purpose: string): Buffer;
}

/**
 * Reads `REDRESS_MASTER_KEY` (or the one of before): 32 bytes in base64.
 *
 * @throws RedressError `master_key_invalid`
 */
export function parseMasterKey(text: string, setting = 'REDRESS_MASTER_KEY'): MasterKey {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== 32 || bytes.toString('base64').replace(/=+$/, '') !== text.trim().replace(/=+$/, '')) {
    throw new RedressError('master_key_invalid', 'The master key is not 32 bytes in base64.', {
      field: setting,
      cure: 'Make one with: openssl rand -base64 32. Keep a copy apart from the database.',
    });
  }
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', bytes, 'redress', purpose, 32));
  return { id: derive('key-id').toString('hex').slice(0, 16), derive };
}
