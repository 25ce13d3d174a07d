/** A key of 32 bytes for one purpose, that outlives a change of the master key (`LedgerHandle.deriveKey`). */
export type DeriveKey = (purpose: string) => Buffer;
