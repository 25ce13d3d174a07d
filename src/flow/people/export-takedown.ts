import type { Catalog } from '../../catalog/catalog.ts';
import { type EventOf, TASK_KINDS, type TakedownEvent } from '../../domain/event.ts';
import type { Instant } from '../../domain/time.ts';
import type { TakedownRecord } from './export-record.ts';
import type { ExportedLook, ExportedTakedown } from './export-schema.ts';
import { sentence } from './story.ts';

type Names = Pick<Catalog, 'recipients' | 'regimes'>;

export const iso = (at: Instant): string => new Date(at).toISOString();
const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at));
const plain = (word: string): string => word.replaceAll('_', ' ');

/** One takedown of an export, from its record. */
export function exportTakedown(record: TakedownRecord, names: Names): ExportedTakedown {
  const { takedown, plan } = record.stored;
  const urls = (record.red?.notice.locations ?? []).map(({ url, kind }) => ({ url, kind }));
  const named = (id: string) => ({ id, name: names.recipients.get(id)?.name ?? id });
  return {
    id: takedown.id,
    urls,
    platform: takedown.platform === null ? null : named(takedown.platform),
    host: takedown.host,
    requestedAt: iso(takedown.requestedAt),
    outcome: takedown.outcome?.kind ?? null,
    words: takedown.outcome === undefined ? plan.next : plain(takedown.outcome.kind),
    laws: takedown.regimes.map((id) => names.regimes.get(id)?.name ?? id),
    request: record.red?.notice ?? null,
    story: record.events.map(({ event, red }) => ({
      at: iso(event.at),
      words: sentence(event, names),
      event,
      said: red === undefined ? null : { ...red },
    })),
    notices: record.attempts.map((one) => ({
      to: named(one.recipient),
      channel: one.channel,
      preparedAt: iso(one.intendedAt),
      settledAt: isoOrNull(one.settledAt),
      result: one.result,
      words: `${named(one.recipient).name}, by ${one.channel}: ${one.result === null ? 'under way' : plain(one.result)}`,
      code: one.code,
      receipt: one.reference ?? null,
      text: one.text ?? null,
      answer: one.evidence ?? null,
    })),
    replies: replies(record, names, named),
    checks: record.checks.map((one) => ({
      at: iso(one.at),
      url: urls[one.location]?.url ?? null,
      verdict: one.verdict,
      words: `${one.by === 'person' ? 'A person looked' : 'Redress looked'}: ${plain(one.verdict)}`,
      by: one.by,
      purpose: one.purpose,
      signal: one.signal,
      status: one.status,
    })),
    tasks: record.tasks.map((one) => ({
      id: one.id,
      kind: one.kind,
      words: taskWords(one, names),
      status: one.status,
      openedAt: iso(one.openedAt),
      endedAt: isoOrNull(one.endedAt),
      endedBy: one.endedBy,
    })),
    looks: record.events.flatMap(({ event }) => (event.type === 'revealed' ? [lookOf(event, names)] : [])),
  };
}

function replies(
  { stored, events }: TakedownRecord,
  names: Names,
  named: (id: string) => { readonly id: string; readonly name: string },
): ExportedTakedown['replies'] {
  const isReply = (event: TakedownEvent): event is EventOf<'replied'> => event.type === 'replied';
  return events.flatMap(({ event, red }) => {
    if (!isReply(event)) return [];
    const send = stored.takedown.sends.find((one) => one.noticeKey === event.noticeKey);
    return [
      {
        at: iso(event.at),
        from: send === undefined ? null : named(send.recipient),
        kind: event.kind,
        words: sentence(event, names),
        said: { ...red },
      },
    ];
  });
}

function lookOf(event: EventOf<'revealed'>, names: Names): ExportedLook {
  return { at: iso(event.at), by: event.by, what: event.what, words: sentence(event, names) };
}

function taskWords(task: TakedownRecord['tasks'][number], names: Names): string {
  const kind = TASK_KINDS.find((one) => one === task.kind);
  if (kind === undefined) return plain(task.kind);
  const opened = {
    type: 'task_opened',
    at: task.openedAt,
    taskId: task.id,
    kind,
    reason: task.reason,
  } as const;
  return sentence(opened, names);
}
