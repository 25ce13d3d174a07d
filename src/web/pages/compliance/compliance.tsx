import type { Context } from 'hono';
import { complianceReport } from '../../../flow/compliance.ts';
import { csvCompliance, wireCompliance } from '../../../http/present/compliance.ts';
import type { WebApp, WebEnv } from '../../desk.ts';
import { show } from '../../layout/show.tsx';
import { monthsUntil, periodIn } from './model.ts';
import { ComplianceView } from './view.tsx';

/** `/compliance`, with the same as CSV and JSON below it: for ops of all notices, for a helpline of its own. */
export function compliancePage(app: WebApp): void {
  app.get('/compliance', async (c) => {
    const { desk, view } = c.var;
    const report = await reportFor(c);
    const model = {
      report,
      recipient: c.req.query('recipient') || undefined,
      isOfAll: desk.caller.kind === 'ops',
      months: monthsUntil(view.now, report.period),
    };
    return show(
      c,
      { title: view.t.compliance.title, section: 'compliance' },
      <ComplianceView model={model} />,
    );
  });

  app.get('/compliance/csv', async (c) => {
    const report = await reportFor(c);
    return c.body(csvCompliance(report, c.var.desk.caller), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="compliance-${report.period}.csv"`,
    });
  });

  app.get('/compliance/json', async (c) => {
    const report = await reportFor(c);
    return c.body(`${JSON.stringify(wireCompliance(report, c.var.desk.caller), null, 2)}\n`, 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="compliance-${report.period}.json"`,
    });
  });
}

function reportFor(c: Context<WebEnv>) {
  const { figures, deps } = c.var.desk;
  const period = periodIn(c.req.query('period'));
  const asked = { figures, catalog: deps.catalog, clock: deps.clock };
  return complianceReport(asked, period, c.req.query('recipient') || undefined);
}
