import { randomBytes } from 'node:crypto';
import { type Binding, seal, unseal } from '../vault/seal.ts';

/** A secret as Standard Webhooks writes it: `whsec_` and 32 bytes in base64. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** The purpose of the key that seals them (`LedgerHandle.deriveKey`). */
export const WEBHOOK_SECRETS = 'webhook-secrets';

const bindingOf = (id: string): Binding => ({ table: 'webhooks', column: 'secret', row: id });

export function sealSecret(key: Buffer, id: string, secret: string): Buffer {
  return seal(key, Buffer.from(secret), bindingOf(id));
}

export function openSecret(key: Buffer, id: string, sealed: Buffer): string {
  return unseal(key, sealed, bindingOf(id)).toString();
}
