import { createRoute } from '@hono/zod-openapi';
import { complianceReport } from '../../flow/compliance.ts';
import { Compliance, ComplianceQuery } from '../../wire/compliance.ts';
import type { Api, App, Desk } from '../desk.ts';
import { csvCompliance, wireCompliance } from '../present/compliance.ts';
import { EVERYBODY, json, reads } from './of.ts';

const tags = ['compliance'];

/** How recipients obeyed the notices that reached them: for ops of all, for a helpline of its own. */
export function compliance(app: App, api: Pick<Api, 'clock'>): void {
  const read = createRoute({
    method: 'get',
    path: '/v1/compliance',
    tags,
    summary: 'Report on the compliance of recipients in a period',
    description:
      'Of ops: all notices; of a helpline: its own. Small groups are held back (docs/statistics.md).',
    ...reads(EVERYBODY),
    request: { query: ComplianceQuery },
    responses: { 200: json('The report', Compliance) },
  });
  app.openapi(read, async (c) => {
    const { desk } = c.var;
    return c.json(wireCompliance(await reportOf(desk, api, c.req.valid('query')), desk.caller), 200);
  });

  const table = createRoute({
    method: 'get',
    path: '/v1/compliance/csv',
    tags,
    summary: 'The same as CSV: one recipient a line',
    ...reads(EVERYBODY),
    request: { query: ComplianceQuery },
    responses: {
      200: { description: 'The report', content: { 'text/csv': { schema: { type: 'string' } } } },
    },
  });
  app.openapi(table, async (c) => {
    const { desk } = c.var;
    const query = c.req.valid('query');
    const text = csvCompliance(await reportOf(desk, api, query), desk.caller);
    return c.body(text, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="compliance-${query.period}.csv"`,
    });
  });
}

function reportOf(
  { figures, deps: { catalog } }: Desk,
  { clock }: Pick<Api, 'clock'>,
  { period, recipient }: { readonly period: string; readonly recipient?: string | undefined },
) {
  return complianceReport({ figures, catalog, clock }, period, recipient);
}
