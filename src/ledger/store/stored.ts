import type { Takedown } from '../../domain/takedown.ts';
import type { Plan, Stored } from '../../flow/ledger.ts';
import type { CaseKey, Vault } from '../vault/vault.ts';

/** A takedown's row with what of its case and its open attempt belongs to it. */
export interface StoredRow {
  readonly id: string;
  readonly case_id: string;
  readonly helpline_id: string;
  readonly version: number;
  readonly head_hash: Buffer;
  readonly state: Takedown;
  readonly created_at: number;
  readonly status: Plan['status'];
  readonly due_at: number | null;
  readonly effect: Plan['effect'];
  readonly recipient: string | null;
  readonly channel: string | null;
  readonly deadline_at: number | null;
  readonly next: string;
  readonly claim_effect: string;
  readonly claim_recipient: string;
  readonly lease_until: number | null;
  readonly lease_by: string | null;
  readonly wrapped_key: Buffer | null;
  readonly case_reference: Buffer | null;
  readonly open: NonNullable<Stored['open']> | null;
}

const PLAIN_COLUMNS = `
  t.id, t.case_id, t.helpline_id, t.version, t.state, t.created_at, t.status, t.due_at, t.effect,
  t.recipient, t.channel, t.deadline_at, t.next, t.claim_effect, t.claim_recipient,
  t.lease_until, t.lease_by,
  (SELECT json_build_object('key', a.key, 'state', a.state) FROM redress.attempts a
   WHERE a.takedown_id = t.id AND a.settled_at IS NULL ORDER BY a.intended_at DESC LIMIT 1) AS open`;

/** For `FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id`. */
export const STORED_COLUMNS = `${PLAIN_COLUMNS}, t.head_hash, c.wrapped_key, c.reference AS case_reference`;

/** The same for ops, who may not read what is sealed. */
export const BLIND_COLUMNS = `${PLAIN_COLUMNS},
  ''::bytea AS head_hash, NULL::bytea AS wrapped_key, NULL::bytea AS case_reference`;

export function caseKeyOf(row: Pick<StoredRow, 'case_id' | 'wrapped_key'>): CaseKey {
  return { caseId: row.case_id, wrappedKey: row.wrapped_key };
}

/** The case's reference as its helpline wrote it; empty once the case is erased. */
export function readReference(vault: Vault, key: CaseKey, sealed: Buffer | null): string {
  const found = vault.open(key, sealed, { table: 'cases', column: 'reference', row: key.caseId });
  return typeof found === 'string' ? found : '';
}

/** `caseReference` is opened when it is read: claiming decrypts nothing (DESIGN 1). */
export function toStored(row: StoredRow, vault: Vault): Stored {
  return {
    takedown: row.state,
    caseId: row.case_id,
    helplineId: row.helpline_id,
    plan: {
      status: row.status,
      dueAt: row.due_at,
      effect: row.effect,
      recipient: row.recipient,
      channel: row.channel,
      deadlineAt: row.deadline_at,
      next: row.next,
    },
    ...(row.open === null ? {} : { open: row.open }),
    ...(row.lease_until === null || row.lease_by === null
      ? {}
      : { lease: { until: row.lease_until, worker: row.lease_by } }),
    get caseReference() {
      return readReference(vault, caseKeyOf(row), row.case_reference);
    },
  };
}
