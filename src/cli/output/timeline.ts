import type { Catalog } from '../../catalog/catalog.ts';
import { describeOutcome } from '../../domain/outcome.ts';
import { sentence } from '../../flow/people/story.ts';
import type { Shown } from '../../ledger/views/show.ts';
import type { Output } from './output.ts';
import { distance, moment } from './times.ts';

/** A takedown for the eyes of its helpline: head, timeline, and on wish the notices word for word. */
export function showTakedown(
  out: Output,
  shown: Shown,
  catalog: Catalog,
  now: number,
  { notices, withheld }: { readonly notices: boolean; readonly withheld: boolean },
): void {
  const { stored, red, events, attempts } = shown;
  const { takedown, plan } = stored;
  const head: [string, string][] = [
    ['takedown', takedown.id],
    ['case', stored.caseReference],
    [
      'platform',
      takedown.platform === null
        ? `unknown (${takedown.host})`
        : (catalog.recipients.get(takedown.platform)?.name ?? takedown.platform),
    ],
    ...(red?.notice.locations.map((location): [string, string] => [location.kind, location.url]) ?? [
      ['url', shown.erased ? '(erased)' : withheld ? '(shown to a lead)' : '(not kept)'],
    ]),
    ['laws', takedown.regimes.map((id) => catalog.regimes.get(id)?.name ?? id).join('; ')],
    ['state', takedown.outcome === undefined ? plan.status : describeOutcome(takedown.outcome)],
    [
      'deadline',
      plan.deadlineAt === null ? '' : `${moment(plan.deadlineAt)} (${distance(plan.deadlineAt, now)})`,
    ],
    ['next', `${plan.next}${plan.dueAt === null ? '' : ` (${distance(plan.dueAt, now)})`}`],
  ];
  for (const [name, value] of head) if (value !== '') out.line(`${out.color.bold(name.padEnd(9))} ${value}`);
  out.line(`\n${out.color.bold('Timeline')} (UTC)`);
  for (const { event, red: said } of events) {
    out.line(`${out.color.dim(moment(event.at))}  ${sentence(event, catalog)}`);
    for (const [name, value] of Object.entries(said ?? {})) {
      if (typeof value === 'string' && name !== 'text')
        out.line(out.color.dim(`${' '.repeat(21)}${name}: ${oneLine(value)}`));
    }
    if (event.type !== 'settled') continue;
    const attempt = attempts.find((one) => one.key === event.key);
    if (attempt?.reference !== undefined)
      out.line(out.color.dim(`${' '.repeat(21)}reference: ${attempt.reference}`));
    if (attempt?.evidence !== undefined)
      out.line(out.color.dim(`${' '.repeat(21)}answer: ${oneLine(attempt.evidence)}`));
  }
  if (!notices) return;
  for (const attempt of attempts) {
    if (attempt.text === undefined) continue;
    out.line(
      `\n${out.color.bold(`Notice to ${attempt.recipient} by ${attempt.channel}`)} (${moment(attempt.intendedAt)})\n`,
    );
    out.line(attempt.text);
  }
}

function oneLine(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > 160 ? `${flat.slice(0, 159)}…` : flat;
}
