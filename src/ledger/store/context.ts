import type { Pool, PoolClient } from 'pg';
import type { Logger } from '../../flow/ports.ts';
import type { Vault } from '../vault/vault.ts';

/** What every part of the store works with. */
export interface StoreContext {
  readonly pool: Pool;
  readonly vault: Vault;
  readonly logger: Logger;
  /** Sealed columns may not be read (the scope of ops): what would come from them stays empty. */
  readonly blind?: boolean | undefined;
}

export type Queryable = Pool | PoolClient;

/** Bytes as they travel in the JSON of a bulk statement. */
export type Base64 = string;

export function base64(bytes: Buffer): Base64;
export function base64(bytes: Buffer | null): Base64 | null;
export function base64(bytes: Buffer | null): Base64 | null {
  return bytes === null ? null : bytes.toString('base64');
}
