import { z } from 'zod';
import { Notice } from '../../domain/notice.ts';
import type { Takedown } from '../../domain/takedown.ts';
import type { Facts, Helpline, NoticeReference, Sight, TakedownRed } from '../../flow/ledger.ts';
import type { CaseKey, Vault } from '../vault/vault.ts';
import type { Base64 } from './context.ts';
import type { Outcome } from './group.ts';
import { caseKeyOf, STORED_COLUMNS, type StoredRow, toStored } from './stored.ts';

const Red = z.object({ notice: Notice, content: z.record(z.string(), z.string()) });

interface SealedReference {
  readonly origin: 'attempt' | 'event';
  readonly row: string;
  readonly notice_key: string | null;
  readonly task_id: string | null;
  readonly sealed: Base64;
}

/** A takedown's row with its notice, sealed. */
export interface SightRow extends StoredRow {
  readonly notice: Buffer | null;
}

/** What a notice needs beside the takedown itself. */
export interface AboutRow {
  readonly helpline: Omit<Helpline, 'phone' | 'postalAddress'> & {
    readonly phone: string | null;
    readonly postalAddress: string | null;
  };
  readonly sealed_references: readonly SealedReference[];
}

export type FactsRow = SightRow & AboutRow;

/** Of `redress.helplines h`. */
export const HELPLINE = `json_build_object('id', h.id, 'name', h.name, 'organisation', h.organisation,
  'signer', h.signer, 'email', h.email, 'phone', h.phone, 'postalAddress', h.postal_address, 'country', h.country,
  'statuses', h.statuses)`;

/** Of `redress.takedowns t`. */
export const SEALED_REFERENCES = `(SELECT coalesce(json_agg(x.* ORDER BY x.at, x.origin), '[]') FROM (
     SELECT 'attempt' AS origin, a.key AS row, a.notice_key, NULL AS task_id,
       encode(a.reference, 'base64') AS sealed, coalesce(a.settled_at, a.intended_at) AS at
     FROM redress.attempts a WHERE a.takedown_id = t.id AND a.reference IS NOT NULL
     UNION ALL
     SELECT 'event', e.seq::text, e.event->>'noticeKey', e.event->>'taskId', encode(e.red, 'base64'), e.at
     FROM redress.events e WHERE e.takedown_id = t.id AND e.red IS NOT NULL
   ) x)`;

/** As STORED_COLUMNS, with the notice. */
export const SIGHT_COLUMNS = `${STORED_COLUMNS}, t.notice`;

/** As STORED_COLUMNS, with all that a notice is made of. */
export const FACTS_COLUMNS = `${SIGHT_COLUMNS},
  (SELECT ${HELPLINE} FROM redress.helplines h WHERE h.id = t.helpline_id) AS helpline,
  ${SEALED_REFERENCES} AS sealed_references`;

/** A row that does not open (altered, moved, another key) is an error of its own call alone. */
export function opened<Row, T>(row: Row, vault: Vault, open: (row: Row, vault: Vault) => T): Outcome<T> {
  try {
    return { value: open(row, vault) };
  } catch (error) {
    return { error };
  }
}

export function toSight(row: SightRow, vault: Vault): Sight {
  return { stored: toStored(row, vault), red: redOf(row, caseKeyOf(row), vault) };
}

export function toFacts(row: FactsRow, vault: Vault): Facts {
  const key = caseKeyOf(row);
  const { phone, postalAddress, ...helpline } = row.helpline;
  return {
    ...toSight(row, vault),
    helpline: { ...helpline, phone: phone ?? undefined, postalAddress: postalAddress ?? undefined },
    references: referencesOf(row, key, vault),
  };
}

/** The notice; undefined when there is none (minor route) or the case was erased. */
function redOf(
  { id, notice }: Pick<FactsRow, 'id' | 'notice'>,
  key: CaseKey,
  vault: Vault,
): TakedownRed | undefined {
  const red = vault.open(key, notice, { table: 'takedowns', column: 'notice', row: id });
  return red === undefined ? undefined : Red.parse(red);
}

/** From attempts, and from what people and answers brought later (`red.reference` of events). Oldest first. */
function referencesOf(row: FactsRow, key: CaseKey, vault: Vault): readonly NoticeReference[] {
  const answer: NoticeReference[] = [];
  for (const one of row.sealed_references) {
    const sealed = Buffer.from(one.sealed, 'base64');
    const reference =
      one.origin === 'attempt'
        ? vault.open(key, sealed, { table: 'attempts', column: 'reference', row: one.row })
        : referenceIn(
            vault.open(key, sealed, { table: 'events', column: 'red', row: `${row.id}:${one.row}` }),
          );
    const noticeKey = one.notice_key ?? noticeOfTask(row.state, one.task_id);
    if (typeof reference !== 'string' || reference === '' || noticeKey === undefined) {
      continue;
    }
    if (!answer.some((known) => known.noticeKey === noticeKey && known.reference === reference)) {
      answer.push({ noticeKey, reference });
    }
  }
  return answer;
}

function referenceIn(red: unknown): unknown {
  return typeof red === 'object' && red !== null && 'reference' in red ? red.reference : undefined;
}

function noticeOfTask(state: Takedown, taskId: string | null): string | undefined {
  return [...state.endedTasks, ...(state.task === undefined ? [] : [state.task])].find(
    (task) => task.id === taskId,
  )?.noticeKey;
}
