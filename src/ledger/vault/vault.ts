import { createHmac, randomBytes } from 'node:crypto';
import { RedressError } from '../../domain/errors.ts';
import type { CaseId, HelplineId } from '../../domain/ids.ts';
import { KeyRing } from './key-ring.ts';
import type { MasterKey } from './master.ts';
import type { Roots } from './roots.ts';
import type { Binding } from './seal.ts';
import { Nonces, seal, unseal } from './seal.ts';

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
  readonly keys: KeyRing;
  private readonly urls: Buffer;
  private readonly references: Buffer;
  private readonly nonces = new Nonces();
  /** By the wrapped key's bytes: an erased or changed key can never be answered from here. */
  private readonly cache = new Map<string, Buffer>();

  /** @param roots of the keyed hashes, which outlive the master key; of a vault of its own, the key itself. */
  constructor(master: MasterKey | KeyRing, roots?: Roots) {
    this.keys = master instanceof KeyRing ? master : new KeyRing(master);
    const from = roots ?? this.keys.primary;
    this.urls = from.derive('url-hash');
    this.references = from.derive('case-reference');
  }

  /** A new key for a case, wrapped by the current master key, for the database to keep. */
  newCaseKey(caseId: CaseId): Buffer {
    return this.keys.wrap(randomBytes(32), caseKeyBinding(caseId));
  }

  seal(of: CaseKey, value: unknown, binding: Binding): Buffer {
    return seal(this.unwrap(of), Buffer.from(JSON.stringify(value)), binding, this.nonces.next());
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
    const key = this.keys.unwrap(of.wrappedKey, caseKeyBinding(of.caseId));
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

export function caseKeyBinding(caseId: CaseId): Binding {
  return { table: 'cases', column: 'wrapped_key', row: caseId };
}
