import { createHmac, randomBytes } from 'node:crypto';
import { RedressError } from '../../domain/errors.ts';
import type { CaseId, HelplineId } from '../../domain/ids.ts';
import type { MasterKey } from './master.ts';
import type { Binding } from './seal.ts';
import { seal, unseal } from './seal.ts';

/** A case and its key as the database keeps it; null once the case was erased. */
export interface CaseKey {
  readonly caseId: CaseId;
  readonly wrappedKey: Buffer | null;
}

/** Unwrapped keys that are kept at hand; claims and settles of one case come in swarms. */
const CACHE_SIZE = 2_000;

/**
 * Seals red data with a key per case, which is wrapped by the master key: destroying the wrapped key of a case
 * makes everything about it unreadable.
 */
export class Vault {
  private readonly wrapping: Buffer;
  private readonly urls: Buffer;
  private readonly references: Buffer;
  /** By the wrapped key's bytes: an erased or changed key can never be answered from here. */
  private readonly cache = new Map<string, Buffer>();

  constructor(master: MasterKey) {
    this.wrapping = master.derive('case-keys');
    this.urls = master.derive('url-hash');
    this.references = master.derive('case-reference');
  }

  /** A new key for a case, wrapped, for the database to keep. */
  newCaseKey(caseId: CaseId): Buffer {
    return seal(this.wrapping, randomBytes(32), keyBinding(caseId));
  }

  seal(of: CaseKey, value: unknown, binding: Binding): Buffer {
    return seal(this.unwrap(of), Buffer.from(JSON.stringify(value)), binding);
  }

  /** What `seal` was given; undefined once the case is erased. Throws when the value was altered or moved. */
  open(of: CaseKey, sealed: Buffer | null, binding: Binding): unknown {
    if (sealed === null || of.wrappedKey === null) {
      return undefined;
    }
    return JSON.parse(unseal(this.unwrap(of), sealed, binding).toString('utf8'));
  }

  /** Finds the same URL of the same helpline again, without telling it. */
  urlHash(helplineId: HelplineId, normalisedUrl: string): Buffer {
    return createHmac('sha256', this.urls).update(`${helplineId}\n${normalisedUrl}`).digest();
  }

  /** Finds a case by its helpline's reference, which may well be a name. */
  referenceHash(helplineId: HelplineId, reference: string): Buffer {
    return createHmac('sha256', this.references).update(`${helplineId}\n${reference}`).digest();
  }

  private unwrap(of: CaseKey): Buffer {
    if (of.wrappedKey === null) {
      throw new RedressError('case_erased', 'The case was erased: nothing can be read or added.', {
        cure: 'Open a new case.',
      });
    }
    const name = of.wrappedKey.toString('latin1');
    const known = this.cache.get(name);
    if (known !== undefined) {
      return known;
    }
    const key = unseal(this.wrapping, of.wrappedKey, keyBinding(of.caseId));
    if (this.cache.size >= CACHE_SIZE) {
      const oldest = this.cache.keys().next();
      if (!oldest.done) {
        this.cache.delete(oldest.value);
      }
    }
    this.cache.set(name, key);
    return key;
  }
}

function keyBinding(caseId: CaseId): Binding {
  return { table: 'cases', column: 'wrapped_key', row: caseId };
}
