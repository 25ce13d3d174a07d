import type { Command } from 'commander';
import { RedressError } from '../../domain/errors.ts';
import { CAVEATS } from '../../domain/statistics/notes.ts';
import { PERIOD } from '../../domain/statistics/period.ts';
import { JUDGED_AFTER } from '../../domain/statistics/recipient.ts';
import type { Share } from '../../domain/statistics/wilson.ts';
import { HOUR, type Millis } from '../../domain/time.ts';
import { complianceReport, type ReportLine } from '../../flow/compliance.ts';
import { csvCompliance, wireCompliance } from '../../http/present/compliance.ts';
import { type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { action } from '../run.ts';

interface Options extends CommonOptions {
  readonly period: string;
  readonly csv?: boolean;
}

/** Whose notices are counted: who has the database sees all of them. */
const ALL = { kind: 'ops' } as const;

export function addCompliance(program: Command): void {
  program
    .command('compliance [recipient]')
    .description('how recipients obeyed the notices that reached them, the least compliant first')
    .option('--period <period>', '7d, 30d, 90d or 365d until now, or a month such as 2026-11', '90d')
    .option('--csv', 'answer with a CSV file')
    .action(
      action<Options, [string | undefined]>((context, { period, csv }, recipient) =>
        withBase(context, async ({ handle, catalog, deps }) => {
          if (!PERIOD.test(period)) {
            throw new RedressError('field_invalid', 'This is no period that is counted.', {
              field: 'period',
              cure: 'Give 7d, 30d, 90d, 365d, or a month such as 2026-11.',
            });
          }
          const figures = handle.figures(ALL);
          const report = await complianceReport({ figures, catalog, clock: deps.clock }, period, recipient);
          const { out } = context;
          out.data(wireCompliance(report, ALL));
          if (csv === true) {
            out.line(csvCompliance(report, ALL).trimEnd());
            return EXIT.ok;
          }
          out.table(
            ['rank', 'recipient', 'conduct', 'notices', 'in time', 'gone in 14 d', 'median', '9 in 10'],
            report.lines.map(cells),
          );
          if (report.lines.length === 0) out.line('No notice reached anybody in this period.');
          for (const caveat of report.lines.length === 0 ? [] : CAVEATS) out.note(caveat);
          return EXIT.ok;
        }),
      ),
    );
}

const HELD = 'held back';

function cells({ rank, name, kind, notices, inTime, removedBy, removal }: ReportLine): readonly string[] {
  const gone = removedBy.find(({ after }) => after === JUDGED_AFTER);
  return [
    rank === null ? '' : String(rank),
    name,
    kind ?? '',
    notices === null ? HELD : String(notices),
    inTime === null ? HELD : shareText(inTime),
    gone === undefined || gone.judged === null
      ? HELD
      : gone.share === null
        ? 'not known yet'
        : `${percent(gone.share)} of ${gone.judged}`,
    removal === null ? HELD : hours(removal.median.at),
    removal === null ? HELD : hours(removal.ninety.at),
  ];
}

function shareText({ share, of }: Share): string {
  return share === null ? '' : `${percent(share)} of ${of}`;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const hours = (time: Millis | null): string => (time === null ? 'not reached' : `${time / HOUR} h`);
