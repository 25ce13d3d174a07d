import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../../app/package-root.ts';
import { PRACTICE_HELPLINE } from '../../app/practice-helpline.ts';
import { type Service, startService } from '../../app/service.ts';
import type { Config } from '../../config.ts';
import { readCsv } from '../../csv/read.ts';
import { requestOf } from '../../csv/row.ts';
import { readUrl } from '../../domain/read-url.ts';
import { type IntakeAnswer, intake } from '../../flow/intake/intake.ts';
import type { Logger } from '../../flow/ports.ts';
import { EXPECTED, type Expected } from '../../sandbox/expected.ts';
import type { Output } from '../output/output.ts';
import { type DemoTakedown, type Standing, standing } from './progress.ts';
import { createScreen } from './screen.ts';

/** The practice platforms' own times come to about 45 s; a loaded machine may take longer. */
const PATIENCE = 110_000;

export interface DemoRow {
  readonly line: number;
  readonly label: string;
  readonly answer: IntakeAnswer;
  readonly expected: Expected;
}

export interface DemoResult {
  readonly service: Service;
  readonly rows: readonly DemoRow[];
  readonly standings: readonly Standing[];
  readonly asExpected: boolean;
  readonly elapsed: number;
}

/** The demo's own place: embedded defaults, whatever the environment says, and always a fresh ledger. */
export async function demoConfig(config: Config): Promise<Config> {
  const dataDir = join(config.dataDir, 'demo');
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  return {
    ...config,
    mode: 'sandbox',
    dataDir,
    platformsDir: join(packageRoot(), 'platforms'),
    databaseUrl: undefined,
    redisUrl: undefined,
    masterKey: undefined,
    token: undefined,
    practice: undefined,
    http: { host: '127.0.0.1', port: 0 },
  };
}

/** Starts everything, enqueues the example file and follows it until every takedown has ended as it should. */
export async function runDemo(
  config: Config,
  log: Logger,
  out: Output,
  stopped: AbortSignal,
): Promise<DemoResult> {
  const started = Date.now();
  const service = await startService(config, 'all', log, { http: true });
  try {
    out.line(
      `Running: embedded PostgreSQL, queue, ${service.practice?.own?.platforms.length ?? 0} practice platforms on 127.0.0.1 (http ${service.practice?.http.port}, smtp ${service.practice?.smtp.port}).`,
    );
    const rows = await enqueue(service);
    const watched = takedownsOf(rows);
    out.line(
      `Enqueued examples/takedowns.csv: ${rows.length} rows, ${watched.length} takedowns. A * marks the end that is expected.\n`,
    );
    const screen = createScreen(out, process.stdout);
    let standings = await look(service, watched);
    while (!stopped.aborted && Date.now() - started < PATIENCE && !standings.every((one) => one.asExpected)) {
      screen.show(standings, Date.now() - started);
      await sleep(400, undefined, { signal: stopped }).catch(() => undefined);
      standings = await look(service, watched);
    }
    screen.show(standings, Date.now() - started);
    const gates = rows.every(
      ({ answer, expected }) => !('rejected' in expected) || codeOf(answer) === expected.rejected,
    );
    const taken = rows.filter(({ expected }) => !('rejected' in expected)).length;
    const asExpected = gates && standings.length === taken && standings.every((one) => one.asExpected);
    return { service, rows, standings, asExpected, elapsed: Date.now() - started };
  } catch (error) {
    await service.stop();
    throw error;
  }
}

async function enqueue(service: Service): Promise<readonly DemoRow[]> {
  const text = await readFile(join(packageRoot(), 'examples', 'takedowns.csv'), 'utf8');
  const lines = readCsv(text);
  const requests = lines.map(({ row, problems }) => requestOf(row, problems));
  const readable = requests.filter((one) => 'request' in one);
  const answers = await intake(
    service.base.deps,
    PRACTICE_HELPLINE,
    'demo',
    readable.map((one) => one.request),
  );
  return lines.map(({ line, row }, index): DemoRow => {
    const request = requests[index];
    const url = row.url ?? '';
    const expected = EXPECTED[url];
    if (expected === undefined) throw new Error(`the example file's line ${line} has no expected end`);
    const answer =
      request !== undefined && 'request' in request ? answers[readable.indexOf(request)] : undefined;
    return {
      line,
      label: labelOf(url),
      answer: answer ?? {
        result: 'rejected',
        problems: request !== undefined && 'problems' in request ? request.problems : [],
      },
      expected,
    };
  });
}

function takedownsOf(rows: readonly DemoRow[]): readonly DemoTakedown[] {
  return rows.flatMap(({ answer, label, expected }): DemoTakedown[] => {
    if (answer.result !== 'accepted' && answer.result !== 'minor_route') return [];
    return [{ id: answer.id, label: answer.result === 'minor_route' ? 'a minor' : label, expected }];
  });
}

async function look(service: Service, watched: readonly DemoTakedown[]): Promise<readonly Standing[]> {
  const found = await Promise.all(
    watched.map(async (one) => {
      const stored = await service.base.deps.ledger.load(one.id);
      return stored === undefined ? undefined : standing(one, stored);
    }),
  );
  return found.filter((one) => one !== undefined);
}

/** `pixhub` for http://pixhub.practice.test/...: the demo's table shows no URLs, as the record does not either. */
function labelOf(url: string): string {
  return (url.includes(' ') ? undefined : readUrl(url)?.hostname.split('.')[0]) ?? 'bad row';
}

export function codeOf(answer: IntakeAnswer): string {
  return answer.result === 'rejected' ? (answer.problems[0]?.code ?? 'rejected') : answer.result;
}
