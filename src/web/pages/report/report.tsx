import type { Context } from 'hono';
import { intake } from '../../../flow/intake/intake.ts';
import { helplineOf } from '../../../http/routes/who.ts';
import type { WebApp, WebEnv } from '../../desk.ts';
import { allow } from '../../guard/allow.ts';
import { show } from '../../layout/show.tsx';
import { folded } from './fold.ts';
import { type Given, givenIn, USUAL } from './given.ts';
import { MinorView } from './minor-view.tsx';
import { previewOf } from './preview.ts';
import { PreviewView } from './preview-view.tsx';
import { reportAll } from './result.ts';
import { ResultView } from './result-view.tsx';
import { type Report, reportIn } from './rows.ts';
import { type StartModel, StartView } from './view.tsx';

/** `/report`: paste, look, report. Until the last step nothing is stored: what was pasted goes from form to form. */
export function reportPage(app: WebApp): void {
  const head = (c: Context<WebEnv>) => ({ title: c.var.view.t.report.title, section: 'report' }) as const;

  app.get('/report', allow('helpline'), async (c) => {
    // By its id: the reference may well be a name, and may not stand in an address.
    const id = c.req.query('case');
    const reference = (id === undefined ? undefined : await c.var.desk.views.case(id))?.reference ?? '';
    return show(c, head(c), <StartView text="" case={reference} age="" faults={[]} />);
  });

  app.post('/report', allow('helpline'), async (c) => {
    const given = givenIn(c.var.form);
    // Before anything is read: of what may show a minor nothing is looked at (docs/minors.md).
    if (given.age !== '' && given.age !== 'adult') {
      return show(c, head(c), <MinorView reference={given.case} />);
    }
    const report = await pasted(c);
    const faults = faultsOf(report, given);
    if (faults.length > 0) {
      const model = { text: report.text, case: given.case, age: given.age, faults };
      return show(c, head(c), <StartView {...model} />, 422);
    }
    return showPreview(c, report, asFirstSeen(c, given), false);
  });

  app.post('/report/send', allow('helpline'), async (c) => {
    const given = givenIn(c.var.form);
    const report = await pasted(c);
    const helpline = await helplineOf(c.var.desk);
    const { missing } = await previewOf(c.var.desk, helpline, report, given);
    if (missing.size > 0) return showPreview(c, report, given, true);
    const result = await reportAll(c.var.desk, helpline, report, given);
    const { accepted, duplicates, minors, rejected, caseId } = result;
    const simple = accepted > 0 && duplicates.length + minors + rejected.length === 0;
    if (simple && caseId !== undefined) return c.redirect(`/cases/${caseId}?done=reported`, 303);
    return show(c, head(c), <ResultView result={result} />);
  });

  app.post('/report/minor', allow('helpline'), async (c) => {
    const { desk, form } = c.var;
    const record = { case: form.text('case'), ageInImage: 'minor' };
    await intake(desk.deps, await helplineOf(desk), desk.caller.tokenId, [record]);
    return c.redirect('/report?done=handed_on', 303);
  });

  async function showPreview(c: Context<WebEnv>, report: Report, given: Given, tried: boolean) {
    const { desk } = c.var;
    const preview = await previewOf(desk, await helplineOf(desk), report, given);
    const body = <PreviewView report={report} given={given} preview={preview} tried={tried} />;
    return show(c, head(c), body, tried ? 422 : 200);
  }
}

const pasted = async ({ var: { form, desk } }: Context<WebEnv>): Promise<Report> =>
  folded(await reportIn(form), desk.deps.catalog);

/** A file says of each row whose case it is and how old the person was; for pasted text the form says it. */
function faultsOf(report: Report, given: Given): StartModel['faults'] {
  if (report.rows.length === 0) return ['nothingFound'];
  if (report.kind === 'csv') return [];
  return [
    ...(given.case === '' ? (['needCase'] as const) : []),
    ...(given.age === '' ? (['needAge'] as const) : []),
  ];
}

/** The usual sentences are proposed once: who empties one means it. */
function asFirstSeen(c: Context<WebEnv>, given: Given): Given {
  const first = c.var.form.texts('nonConsent').length === 0;
  return first ? { ...given, ...USUAL } : given;
}
