import { type SQL, sql } from 'drizzle-orm';
import { cases } from '../schema/registers.ts';
import type { StoreContext } from '../store/context.ts';

/** What of a case is sealed, to be selected; nulls where sealed columns may not be read. */
export function caseColumns({ blind }: StoreContext): {
  readonly reference: SQL<Buffer | null>;
  readonly wrappedKey: SQL<Buffer | null>;
} {
  return blind === true
    ? { reference: sql`NULL::bytea`, wrappedKey: sql`NULL::bytea` }
    : { reference: sql`${cases.reference}`, wrappedKey: sql`${cases.wrappedKey}` };
}
