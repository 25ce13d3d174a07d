import { RedressError } from '../../domain/errors.ts';
import type { MasterKey } from './master.ts';
import type { Binding } from './seal.ts';
import { seal, unseal } from './seal.ts';

/**
 * The master keys that this process has: one, or two while the key is being changed. What either wrapped opens; new
 * keys are wrapped by the one that the database calls current, so that a process that has only the old one reads on
 * until `rotate` was asked for.
 */
export class KeyRing {
  /** `REDRESS_MASTER_KEY`: the one to stay. */
  readonly primary: MasterKey;
  private readonly known: readonly { readonly id: string; readonly wrapping: Buffer }[];
  private currentId: string;

  constructor(primary: MasterKey, previous?: MasterKey | undefined, currentId: string = primary.id) {
    this.primary = primary;
    const keys = previous === undefined || previous.id === primary.id ? [primary] : [primary, previous];
    this.known = keys.map((key) => ({ id: key.id, wrapping: key.derive('case-keys') }));
    this.currentId = currentId;
  }

  /** Names the key that wraps. */
  get current(): string {
    return this.currentId;
  }

  get ids(): readonly string[] {
    return this.known.map((key) => key.id);
  }

  /**
   * The database calls another key current by now.
   *
   * @throws RedressError `master_key_outdated` when this process does not have it
   */
  use(id: string): void {
    if (!this.ids.includes(id)) throw outdated();
    this.currentId = id;
  }

  wrap(plain: Buffer, binding: Binding): Buffer {
    const key = this.known.find((one) => one.id === this.currentId);
    if (key === undefined) throw outdated();
    return seal(key.wrapping, plain, binding);
  }

  /** @throws RedressError `master_key_outdated` when none of the keys opens it */
  unwrap(wrapped: Buffer, binding: Binding): Buffer {
    for (const { wrapping } of this.known) {
      try {
        return unseal(wrapping, wrapped, binding);
      } catch {
        // Of another key, or altered: the next one shows.
      }
    }
    throw outdated();
  }
}

function outdated(): RedressError {
  return new RedressError(
    'master_key_outdated',
    'What the ledger holds was wrapped by a master key that this process does not have.',
    {
      field: 'REDRESS_MASTER_KEY',
      cure: 'Restart it with the keys as they are now. If they are right, the record was altered: redress audit verify.',
    },
  );
}
