import { PRACTICE_HELPLINE } from '../../../src/app/practice-helpline.ts';
import { createQueueClient } from '../../../src/client/queue/queue-client.ts';
import { COLUMNS, type Column } from '../../../src/csv/row.ts';
import { BulkAnswer, CsvAnswer, type IntakeAnswer } from '../../../src/wire/intake.ts';
import { IntakeKeySet } from '../../../src/wire/intake-envelope.ts';
import { startReceiver } from '../../integration/webhooks/receiver.ts';
import { apiCalls } from './api-calls.ts';
import { CANARIES, canaryRequest, POST, UNKNOWN_HOST } from './canaries.ts';
import type { Stage } from './stage.ts';

/** What came in by the doors of the API and the queue, and what was told to the helpline's own systems meanwhile. */
export interface Doors {
  /** Takedowns that were taken in by them. */
  readonly ids: readonly string[];
  /** What they answered to requests that are refused. */
  readonly problems: string;
  /** Messages of a webhook whose receiver fails now and then, with their heads, and the stream of events. */
  told(): string;
  /** What the API says of deliveries. */
  deliveries(): Promise<string>;
  close(): Promise<void>;
}

const urlBy = (door: string): string => UNKNOWN_HOST.replace('/p/', `/${door}/`);

/** Requests with canaries by CSV upload, in bulk and through the intake queue, with somebody who is told of them. */
export async function throughTheDoors(stage: Stage, port: number): Promise<Doors> {
  const { base } = stage.service;
  const { token } = await base.handle.tokens.create(
    { helplineId: PRACTICE_HELPLINE.id, label: 'doors', scopes: ['lead'], expiresAt: null },
    Date.now(),
  );
  const call = apiCalls(port, token);
  const receiver = await startReceiver();
  receiver.answer = (_, response) =>
    void response.writeHead(receiver.received.length % 5 === 1 ? 500 : 204).end('canarynote');
  const made = JSON.parse((await call('POST', '/v1/webhooks', { url: receiver.url })).text);
  const stream = await readStream(port, token);

  const csv = await uploadCsv(port, token);
  const bulk = BulkAnswer.parse(
    JSON.parse(
      (await call('POST', '/v1/takedowns/bulk', { takedowns: [canaryRequest(urlBy('bulk'))] })).text,
    ),
  );
  const queued = await throughTheQueue(
    stage,
    IntakeKeySet.parse(JSON.parse((await call('GET', '/v1/intake-key')).text)),
  );
  const answers = [...csv.rows.map(({ answer }) => answer), ...bulk.answers, ...queued];
  const refused = answers.filter(({ result }) => result === 'rejected');
  if (refused.length !== 4) throw new Error(`the doors took what they should refuse: ${refused.length}`);
  return {
    ids: answers.flatMap((one) => (one.result === 'accepted' ? [one.id] : [])),
    problems: JSON.stringify(refused),
    told: () => [...receiver.received.map((one) => JSON.stringify(one)), stream.text()].join('\n'),
    deliveries: async () => (await call('GET', `/v1/webhooks/${made.webhook.id}/deliveries?limit=200`)).text,
    close: async () => {
      stream.close();
      await receiver.close();
    },
  };
}

/** One row with a canary in every cell that may hold something red, and one that is refused for each of two reasons. */
async function uploadCsv(port: number, token: string) {
  const row: Partial<Record<Column, string>> = {
    case_reference: CANARIES['the case reference'],
    url: urlBy('csv'),
    more_urls: `media:https://cdn.nowhere.example/${CANARIES['a further place of the image']}`,
    age_in_image: 'adult',
    description: CANARIES['the description'],
    non_consent_statement: CANARIES['the statement of non-consent'],
    illegality: CANARIES['the statement of illegality'],
    good_faith: 'yes',
    accuracy: 'yes',
    authority_basis: CANARIES['the authority'],
    consented_on: '2026-11-20',
    subject_country: 'US',
    prior_report: `2026-11-01; ${CANARIES['an earlier report']}; ${CANARIES['an earlier report']}; ref ${CANARIES['the reference of an earlier report']}`,
  };
  const rows = [row, { ...row, url: `ftp://${POST}` }, { ...row, consented_on: CANARIES['the authority'] }];
  const lines = [COLUMNS.join(','), ...rows.map((one) => COLUMNS.map((name) => one[name] ?? '').join(','))];
  const answer = await fetch(`http://127.0.0.1:${port}/v1/takedowns/csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    body: `${lines.join('\n')}\n`,
  });
  return CsvAnswer.parse(await answer.json());
}

async function throughTheQueue(stage: Stage, serverKey: IntakeKeySet): Promise<readonly IntakeAnswer[]> {
  const { secrets } = stage.service.base.handle.intake;
  const { secret } = await secrets.create(PRACTICE_HELPLINE.id, 0, Date.now());
  const at =
    stage.redis === undefined
      ? { backend: { postgres: stage.database.url } }
      : { connection: { url: stage.redis.url } };
  const client = createQueueClient({ ...at, helpline: PRACTICE_HELPLINE.id, secret, serverKey });
  try {
    const good = canaryRequest(urlBy('queue'));
    const ids = await client.enqueueMany([
      good,
      { ...good, url: `https://canaryquery:${POST}@nowhere.example/` },
      { ...good, case: `${CANARIES['the case reference']}<>` },
    ]);
    return await Promise.all(ids.map((id) => client.wait(id, { timeout: 60_000 })));
  } finally {
    await client.close();
  }
}

async function readStream(port: number, token: string) {
  const stop = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}/v1/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stop.signal,
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const reading = async (): Promise<void> => {
    for (;;) {
      const step = await reader?.read();
      if (step === undefined || step.done) return;
      text += step.value;
    }
  };
  reading().catch(() => undefined);
  return { text: () => text, close: () => stop.abort() };
}
