import { z } from 'zod';
import { REVEALS, TakedownEvent } from '../../domain/event.ts';
import { Notice } from '../../domain/notice.ts';
import { CASE_ACTS } from '../case-data.ts';

const moment = z.iso.datetime().describe('A moment, ISO 8601, UTC');
const who = z.string().describe('The id of the token with which somebody acted, a name, or "redress" itself');
const recipient = z.strictObject({
  id: z.string().describe("The id of the recipient's file"),
  name: z.string(),
});

const Look = z.strictObject({
  at: moment,
  by: who,
  what: z.enum([...REVEALS, ...CASE_ACTS]),
  words: z.string(),
});

const ExportedNotice = z.strictObject({
  to: recipient,
  channel: z.string().describe('By which of its channels'),
  preparedAt: moment,
  settledAt: moment.nullable(),
  result: z.string().nullable().describe('What became of it; null while it is under way'),
  words: z.string(),
  code: z.string().nullable(),
  receipt: z.string().nullable().describe('The reference that the recipient gave the report'),
  text: z.string().nullable().describe('The notice as it was sent, word for word'),
  answer: z.string().nullable().describe('What the recipient answered at once'),
});

const ExportedReply = z.strictObject({
  at: moment,
  from: recipient.nullable(),
  kind: z.string(),
  words: z.string(),
  said: z.record(z.string(), z.unknown()).describe('What it said, as it is kept'),
});

const ExportedCheck = z.strictObject({
  at: moment,
  url: z.string().nullable(),
  verdict: z.string(),
  words: z.string(),
  by: z.string(),
  purpose: z.string(),
  signal: z.string(),
  status: z.int().nullable().describe('Of the HTTP answer'),
});

const ExportedTask = z.strictObject({
  id: z.string(),
  kind: z.string(),
  words: z.string(),
  status: z.string(),
  openedAt: moment,
  endedAt: moment.nullable(),
  endedBy: who.nullable(),
});

const ExportedTakedown = z.strictObject({
  id: z.string(),
  urls: z.array(z.strictObject({ url: z.string(), kind: z.string() })),
  platform: recipient.nullable().describe('Null: no file knows the host'),
  host: z.string(),
  requestedAt: moment,
  outcome: z.string().nullable().describe('Null while it goes on'),
  words: z.string().describe('Where it stands'),
  laws: z.array(z.string()),
  request: Notice.nullable().describe('All that was said about the image and the person, as it is kept'),
  story: z
    .array(
      z.strictObject({
        at: moment,
        words: z.string(),
        event: TakedownEvent,
        said: z.record(z.string(), z.unknown()).nullable(),
      }),
    )
    .describe('Everything that happened, in order'),
  notices: z.array(ExportedNotice),
  replies: z.array(ExportedReply),
  checks: z.array(ExportedCheck),
  tasks: z.array(ExportedTask),
  looks: z.array(Look).describe('Who looked at what is confidential about it'),
});

/**
 * All that is held about a case, for the person concerned (GDPR Art. 15 and 20): in words, and in a form that a machine
 * can read. docs/case-export.schema.json is written from it.
 */
export const CaseExport = z.strictObject({
  format: z.literal('redress-case'),
  version: z.literal(1),
  about: z.array(z.string()).describe('What this is, in plain words'),
  exportedAt: moment,
  exportedBy: who,
  case: z.strictObject({
    id: z.string(),
    reference: z.string().nullable().describe("The helpline's own; null once the case was erased"),
    openedAt: moment,
    erasedAt: moment.nullable(),
    helpline: z.strictObject({
      id: z.string(),
      name: z.string(),
      organisation: z.string(),
      email: z.string(),
      country: z.string(),
    }),
  }),
  acts: z.array(Look).describe('Who made copies of the whole case, or erased it'),
  takedowns: z.array(ExportedTakedown),
});
export type CaseExport = z.infer<typeof CaseExport>;
export type ExportedTakedown = z.infer<typeof ExportedTakedown>;
export type ExportedLook = z.infer<typeof Look>;

/** The same as JSON Schema (draft 2020-12), for who reads such a copy by a program. */
export function caseExportJsonSchema(): object {
  return z.toJSONSchema(CaseExport, { io: 'output' });
}
