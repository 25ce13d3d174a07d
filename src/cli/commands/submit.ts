import { type Command, InvalidArgumentError } from 'commander';
import { readCsv } from '../../csv/read.ts';
import { COLUMNS, type Column, type CsvRow, requestOf } from '../../csv/row.ts';
import type { Problem } from '../../domain/errors.ts';
import { RedressError } from '../../domain/errors.ts';
import { MINOR_HAND_OFF, MINOR_RULE } from '../../domain/minors.ts';
import { type IntakeAnswer, intake } from '../../flow/intake/intake.ts';
import { actorOf, type CommonOptions, type Context, withBase } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type Answered, submitted } from '../output/submitted.ts';
import { readUtf8 } from '../read-utf8.ts';
import { action } from '../run.ts';

type Options = CommonOptions & { readonly csv?: string } & {
  readonly [key: string]: string | boolean | undefined;
};

/** One input and where it stands: a line of the file, or the command line. */
interface Numbered {
  readonly line: number | null;
  readonly row: CsvRow;
  readonly problems: readonly Problem[];
}

/** Takes many in one transaction each, so that a long file shows progress and a fault loses little. */
const BATCH = 500;

export function addSubmit(program: Command): void {
  const command = program
    .command('submit [url]')
    .description('enqueue one URL, or a file of them with --csv')
    .option(
      '--csv <file>',
      'a CSV file (docs/csv.md); every bad row is reported, the good ones are taken',
      notEmpty,
    );
  for (const column of COLUMNS) {
    if (column !== 'url') command.option(`--${flag(column)} <text>`, HELP[column]);
  }
  command.action(
    action<Options, [string | undefined]>(async (context, options, url) => {
      const inputs = await inputsOf(options, url);
      return withBase(context, async (base) => {
        const actor = await actorOf(base);
        const answered = await takeAll(context, inputs, (requests) =>
          intake(base.deps, actor.helpline, actor.by, requests),
        );
        return report(context, answered);
      });
    }),
  );
}

async function inputsOf(options: Options, url: string | undefined): Promise<readonly Numbered[]> {
  if ((options.csv === undefined) === (url === undefined)) {
    throw new RedressError('submit_what', 'Give one URL, or a file with --csv.', {
      field: 'url',
      cure: 'redress submit https://... --case-reference REF --age-in-image adult, or: redress submit --csv FILE',
    });
  }
  if (options.csv !== undefined) {
    return readCsv(await readUtf8(options.csv));
  }
  const row: Partial<Record<Column, string>> = { ...(url === undefined ? {} : { url }) };
  for (const column of COLUMNS) {
    const given = options[camel(column)];
    if (typeof given === 'string') row[column] = given;
  }
  return [{ line: null, row, problems: [] }];
}

async function takeAll(
  context: Context,
  inputs: readonly Numbered[],
  take: (requests: readonly unknown[]) => Promise<readonly IntakeAnswer[]>,
): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  for (let from = 0; from < inputs.length; from += BATCH) {
    const batch = inputs
      .slice(from, from + BATCH)
      .map((one) => ({ line: one.line, read: requestOf(one.row, one.problems) }));
    const good = batch.filter((one) => 'request' in one.read);
    const answers = await take(good.map((one) => ('request' in one.read ? one.read.request : undefined)));
    for (const one of batch) {
      const answer = 'problems' in one.read ? rejected(one.read.problems) : answers[good.indexOf(one)];
      if (answer === undefined) throw new Error('a row was left unanswered');
      answered.push({ line: one.line, answer });
    }
    if (inputs.length > BATCH) context.out.note(`${answered.length} of ${inputs.length} rows`);
  }
  return answered;
}

function rejected(problems: readonly Problem[]): IntakeAnswer {
  return { result: 'rejected', problems };
}

function report(context: Context, answered: readonly Answered[]): ExitCode {
  const minors = answered.some(({ answer }) => answer.result === 'minor_route');
  context.out.data({
    answers: answered.map(({ line, answer }) => ({ line, ...answer })),
    ...(minors ? { minors: { rule: MINOR_RULE, handOff: MINOR_HAND_OFF } } : {}),
  });
  submitted(context.out, answered);
  const bad = answered.filter(({ answer }) => answer.result === 'rejected').length;
  if (bad === 0) return EXIT.ok;
  return bad === answered.length ? EXIT.input : EXIT.partly;
}

function notEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Name a file.');
  return text;
}

const flag = (column: Column): string => column.replaceAll('_', '-');
const camel = (column: Column): string =>
  column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const HELP: Readonly<Record<Exclude<Column, 'url'>, string>> = {
  case_reference: "the helpline's own reference of the case; never a name",
  more_urls: 'further places of the same image, divided by spaces, e.g. media:https://...',
  age_in_image: 'adult, minor or unknown: the age of the person in the image',
  shown: 'image, video, synthetic_image, synthetic_video or unknown',
  context: 'relationship, hacked, sextortion, impersonation, recorded or unknown',
  description: 'how to find it on the page; never a description of the person',
  non_consent_statement: 'why the publication is without consent',
  illegality: 'why it is illegal: the offence in national law (needed for the EU Digital Services Act)',
  good_faith: 'yes: the good-faith statement is made',
  accuracy: 'yes: the statement that the notice is accurate and complete is made',
  role: 'representative (default) or subject',
  authority_basis: 'on what the authority to act rests',
  consented_on: 'day on which the person consented to this report, YYYY-MM-DD',
  subject_country: 'country codes of the person shown, e.g. US or "IE GB"',
  prior_report: '"day; to whom; by whom; ref number" of earlier reports, several divided by |',
};
