import type { Regime } from '../../../catalog/schema/regime.ts';
import type { Problem } from '../../../domain/errors.ts';
import { RedressError } from '../../../domain/errors.ts';
import type { TakedownId } from '../../../domain/ids.ts';
import type { Millis } from '../../../domain/time.ts';
import { mentionsMinor } from '../../../flow/intake/prepare.ts';
import { problemsOf } from '../../../flow/intake/problems.ts';
import { type Resolution, resolve } from '../../../flow/intake/resolve.ts';
import type { Helpline } from '../../../flow/ledger.ts';
import type { Desk } from '../../../http/desk.ts';
import { wireChannel } from '../../../http/present/platform.ts';
import { ResolveRequest } from '../../../wire/platform.ts';
import { FIELD_OF, type Given, requestWith } from './given.ts';
import type { Report, ReportRow } from './rows.ts';

/** What Redress would do with an address. Nothing is stored, fetched or sent for it. */
export interface PreviewRow {
  readonly line: number | undefined;
  readonly times: number;
  /** Empty: the row has none that could be shown, or may show a minor. */
  readonly url: string;
  readonly minor: boolean;
  readonly platform: { readonly sure: boolean; readonly name: string } | undefined;
  /** Whether the first notice goes out by itself, and by which way; undefined when nobody knows where to report. */
  readonly way: { readonly title: string; readonly byItself: boolean } | undefined;
  /** The strictest law with a figure. */
  readonly deadline: { readonly within: Millis; readonly law: string } | undefined;
  /** The takedown that has this address open already. */
  readonly open: TakedownId | undefined;
  /** What is wrong with the address itself. */
  readonly problems: readonly Problem[];
}

export interface Preview {
  readonly rows: readonly PreviewRow[];
  /** What notices lack and the form can ask for. */
  readonly missing: ReadonlySet<keyof Given>;
  /** What they lack and only the helpline's own record could give. */
  readonly beyond: readonly Problem[];
}

/** Looks at each address of a report: whose it is, how and by when, what is missing for all together. */
export async function previewOf(
  desk: Desk,
  helpline: Helpline,
  report: Report,
  given: Given,
): Promise<Preview> {
  const world = await desk.deps.worlds.current();
  const looked = report.rows.map((row) => lookAt(desk, helpline, row, given));
  const open = await desk.views.openUrls(
    helpline.id,
    looked.flatMap(({ found }) => (found === undefined ? [] : [found.url])),
  );
  const missing = new Set<keyof Given>();
  const beyond = new Map<string, Problem>();
  const rows = looked.map(({ row, found, minor, problems }): PreviewRow => {
    const own: Problem[] = [];
    for (const problem of [...problems, ...(found?.missing ?? [])]) {
      const field = problem.field === undefined ? undefined : FIELD_OF[problem.field];
      if (field !== undefined) missing.add(field);
      else if (problem.field?.startsWith('claimant.') === true) beyond.set(problem.field, problem);
      else own.push(problem);
    }
    const url = row.request['url'];
    const [channel] = found?.channels ?? [];
    const wired = channel && wireChannel(channel.recipient, channel.id, channel.channel, world);
    return {
      line: row.line,
      times: row.times,
      url: minor ? '' : (found?.url ?? (typeof url === 'string' ? url : '')),
      minor,
      platform: found?.platform && {
        sure: found.platform.certainty === 'host',
        name: found.platform.recipient.name,
      },
      way: wired && { title: wired.title, byItself: wired.state === 'usable' },
      deadline: strictest(found?.regimes ?? []),
      open: found === undefined ? undefined : open.get(found.url),
      problems: own,
    };
  });
  return { rows, missing, beyond: [...beyond.values()] };
}

interface Looked {
  readonly row: ReportRow;
  readonly minor: boolean;
  readonly found: Resolution | undefined;
  readonly problems: readonly Problem[];
}

function lookAt(desk: Desk, helpline: Helpline, row: ReportRow, given: Given): Looked {
  const request = requestWith(row.request, given);
  if (mentionsMinor(request)) return { row, minor: true, found: undefined, problems: [] };
  const parsed = ResolveRequest.safeParse(request);
  if (!parsed.success) {
    return { row, minor: false, found: undefined, problems: [...row.problems, ...problemsOf(parsed.error)] };
  }
  try {
    const found = resolve(desk.deps, helpline, parsed.data);
    return { row, minor: false, found, problems: row.problems };
  } catch (error) {
    if (!(error instanceof RedressError)) throw error;
    return { row, minor: false, found: undefined, problems: [...row.problems, error.toProblem()] };
  }
}

function strictest(regimes: readonly Regime[]): PreviewRow['deadline'] {
  const [first] = regimes
    .flatMap(({ deadline, clockStarts, name }) =>
      deadline === undefined || clockStarts !== 'notice' ? [] : [{ within: deadline, law: name }],
    )
    .toSorted((a, b) => a.within - b.within);
  return first;
}
