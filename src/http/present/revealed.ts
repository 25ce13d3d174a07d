import type { z } from 'zod';
import type { Shown } from '../../ledger/views/show.ts';
import type { Revealed } from '../../wire/takedown.ts';
import { moment } from './times.ts';

/** Red: what a lead asked to see. */
export function wireRevealed({ stored, red, attempts, events }: Shown): z.infer<typeof Revealed> {
  return {
    id: stored.takedown.id,
    caseReference: stored.caseReference === '' ? null : stored.caseReference,
    locations: red?.notice.locations.map(({ kind, url }) => ({ kind, url })) ?? null,
    description: red?.notice.depiction.description ?? null,
    notices: attempts.map((one) => ({
      noticeKey: one.noticeKey,
      recipient: one.recipient,
      channel: one.channel,
      reference: one.reference ?? null,
      text: one.text ?? null,
      answer: one.evidence ?? null,
    })),
    notes: events.flatMap(({ seq, event, red: said }) =>
      said === undefined ? [] : [{ seq, at: moment(event.at), type: event.type, red: said }],
    ),
  };
}
