import { createRoute } from '@hono/zod-openapi';
import { COLUMNS } from '../../csv/row.ts';
import { type IntakeAnswer, intake as takeIn } from '../../flow/intake/intake.ts';
import { problemsOf } from '../../flow/intake/problems.ts';
import { BulkAnswer, BulkRequest, CsvAnswer, TakenAnswer } from '../../wire/intake.ts';
import type { Api, App, Desk } from '../desk.ts';
import { csvBody, jsonBody } from '../guard/body.ts';
import { handOffCard, summary, wireAnswer } from '../present/intake.ts';
import { InvalidRequest } from '../problems/invalid.ts';
import { inColumns, rowsOf } from './csv-rows.ts';
import { acts, bodyRef, HELPLINE, json } from './of.ts';
import { helplineOf } from './who.ts';

const tags = ['takedowns'];

/** Enqueueing takedowns: one, many, or a CSV file. What is wrong with one keeps no other from being taken. */
export function intake(app: App, api: Api): void {
  const one = createRoute({
    method: 'post',
    path: '/v1/takedowns',
    tags,
    summary: 'Enqueue a takedown',
    ...acts(api, 'kept', HELPLINE),
    request: { body: bodyRef('TakedownRequest') },
    responses: {
      200: json('Recorded by the minor route, or open already (duplicate)', TakenAnswer),
      201: json('Enqueued; Location names it', TakenAnswer),
    },
  });
  app.openapi(one, async (c) => {
    const [answer] = await take(c.var.desk, [await jsonBody(c)]);
    if (answer === undefined) throw new Error('a request was left unanswered');
    switch (answer.result) {
      case 'rejected':
        throw new InvalidRequest(answer.problems);
      case 'minor_route':
        return c.json({ ...answer, minors: handOffCard() }, 200);
      case 'duplicate':
        return c.json(answer, 200);
      case 'accepted': {
        c.header('location', `/v1/takedowns/${answer.id}`);
        const taken = wireAnswer(answer);
        return c.json(TakenAnswer.parse(taken), 201);
      }
    }
  });

  const bulk = createRoute({
    method: 'post',
    path: '/v1/takedowns/bulk',
    tags,
    summary: 'Enqueue up to 1,000 takedowns; each is answered on its own',
    ...acts(api, 'kept', HELPLINE),
    request: { body: bodyRef('BulkRequest') },
    responses: { 200: json('One answer for each, in the order of the request', BulkAnswer) },
  });
  app.openapi(bulk, async (c) => {
    const parsed = BulkRequest.safeParse(await jsonBody(c));
    if (!parsed.success) throw new InvalidRequest(problemsOf(parsed.error));
    const answers = await take(c.var.desk, parsed.data.takedowns);
    return c.json({ ...summary(answers), answers: answers.map(wireAnswer) }, 200);
  });

  const csv = createRoute({
    method: 'post',
    path: '/v1/takedowns/csv',
    tags,
    summary: 'Enqueue the rows of a CSV file, up to 5,000; each is answered on its own',
    description: `UTF-8, a header line first. Columns: ${COLUMNS.join(', ')}. See docs/csv.md.`,
    ...acts(api, 'kept', HELPLINE),
    request: {
      body: { required: true, content: { 'text/csv': { schema: { type: 'string' } } } },
    },
    responses: { 200: json('One answer for each row, with its line', CsvAnswer) },
  });
  app.openapi(csv, async (c) => {
    const rows = rowsOf(await csvBody(c));
    const good = rows.flatMap((row) => ('request' in row ? [row.request] : []));
    const taken = (await take(c.var.desk, good)).values();
    const answers = rows.map((row): IntakeAnswer => {
      if ('problems' in row) return { result: 'rejected', problems: row.problems };
      const next = taken.next();
      if (next.done === true) throw new Error('a row was left unanswered');
      return next.value.result === 'rejected'
        ? { result: 'rejected', problems: inColumns(next.value.problems) }
        : next.value;
    });
    const answered = rows.flatMap(({ line }, index) => {
      const answer = answers[index];
      return answer === undefined ? [] : [{ line, answer: wireAnswer(answer) }];
    });
    return c.json({ ...summary(answers), rows: answered }, 200);
  });
}

async function take(desk: Desk, requests: readonly unknown[]): Promise<readonly IntakeAnswer[]> {
  const helpline = await helplineOf(desk);
  return takeIn(desk.deps, helpline, desk.caller.tokenId, requests);
}
