import { createCipheriv, createDecipheriv, randomBytes, randomFillSync } from 'node:crypto';

const FORMAT = 1;
const NONCE = 12;
const TAG = 16;

/** What a sealed value belongs to: moved to another table, column or row it does not open. */
export interface Binding {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** Nonces, got from the system for many at a time: asking it for each costs as much as the sealing. */
export class Nonces {
  readonly #random = Buffer.alloc(512 * NONCE);
  #used = this.#random.length;

  /** Each byte is given out once. */
  next(): Buffer {
    if (this.#used === this.#random.length) {
      randomFillSync(this.#random);
      this.#used = 0;
    }
    this.#used += NONCE;
    return Buffer.from(this.#random.subarray(this.#used - NONCE, this.#used));
  }
}

function additional(binding: Binding): Buffer {
  return Buffer.from(`${binding.table}\n${binding.column}\n${binding.row}`);
}

/** AES-256-GCM: one format byte, 12 bytes of nonce, ciphertext, 16 bytes of tag. */
export function seal(
  key: Buffer,
  plain: Buffer,
  binding: Binding,
  nonce: Buffer = randomBytes(NONCE),
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(additional(binding));
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([Buffer.of(FORMAT), nonce, body, cipher.getAuthTag()]);
}

/** Throws when the value was altered, moved, or sealed with another key. */
export function unseal(key: Buffer, sealed: Buffer, binding: Binding): Buffer {
  if (sealed[0] !== FORMAT || sealed.length < 1 + NONCE + TAG) {
    throw new Error(`${binding.table}.${binding.column} holds no sealed value of a known format`);
  }
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), {
    authTagLength: TAG,
  });
  decipher.setAAD(additional(binding));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  const plain = decipher.update(sealed.subarray(1 + NONCE, sealed.length - TAG));
  return Buffer.concat([plain, decipher.final()]);
}
