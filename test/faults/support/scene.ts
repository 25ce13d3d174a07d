import { setTimeout as sleep } from 'node:timers/promises';
import { type Practice, startPractice } from '../../../src/sandbox/practice.ts';
import { builtProgram } from '../../e2e/support/built.ts';
import { eventually } from '../../e2e/support/eventually.ts';
import { type Environment, type Serving, serve } from '../../e2e/support/redress.ts';
import type { Backend } from '../../e2e/support/stage.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import type { Submitted } from './count.ts';
import { type Gate, startGate } from './gate.ts';
import { type Helpline, openHelpline } from './helpline.ts';
import { lapse } from './leases.ts';
import { type Standing, standings } from './ledger.ts';
import type { Planned } from './mix.ts';

/** What a test opens is released when it has finished, in reverse, whatever came of it. */
export type Finished = (release: () => Promise<void> | void) => void;

/** Practice platforms that count, a ledger, a queue, a helpline; the processes that work are the test's to start. */
export interface Scene {
  readonly practice: Practice;
  /** Before the desks that take mail. */
  readonly mail: Gate;
  readonly database: string;
  readonly redis: TestRedis | undefined;
  readonly env: Environment;
  readonly submitted: readonly Submitted[];
  readonly helpline: Helpline;
  submit(planned: readonly Planned[]): Promise<void>;
  /** Starts a process of the built program; it is killed at the end if it still runs. */
  serve(...args: readonly string[]): Promise<Serving>;
  /** Waits until every takedown has ended or waits for a person; answers where all stand. */
  allAtRest(within: number): Promise<readonly Standing[]>;
}

/** As slow as desks are, ms: a notice is in flight for long enough to be struck. */
const MAIL_DELAY = 80;
const WEB_DELAY = 40;

export interface SceneOptions {
  readonly backend: Backend;
  readonly env?: Environment | undefined;
  /** The clock of the processes, if it is not the real one. */
  readonly now?: (() => number) | undefined;
  /** Left out: a fresh one of the test run's server. */
  readonly database?: string | undefined;
}

export async function openScene(onFinished: Finished, options: SceneOptions): Promise<Scene> {
  await builtProgram();
  const practice = await startPractice();
  onFinished(() => practice.close());
  const folder = await tempFolder('faults');
  onFinished(() => folder.remove());
  const database = options.database ?? (await ownDatabase(onFinished));
  const redis = options.backend === 'redis' ? await startRedis() : undefined;
  onFinished(async () => redis?.stop());
  const mail = await startGate({ address: practice.smtp.host, port: practice.smtp.port }, MAIL_DELAY);
  const web = await startGate(practice.http, WEB_DELAY);
  onFinished(async () => void (await Promise.all([mail.close(), web.close()])));
  const env: Environment = {
    REDRESS_DATA_DIR: folder.path,
    // A browser process that is killed leaves its profile behind: there, where it goes with the test.
    TMPDIR: folder.path,
    DATABASE_URL: database,
    REDIS_URL: redis?.url,
    REDRESS_PRACTICE_HTTP: web.address,
    REDRESS_PRACTICE_SMTP: mail.address,
    ...options.env,
  };
  const helpline = await openHelpline(env);
  onFinished(() => helpline.close());
  const submitted: Submitted[] = [];
  const processes: Serving[] = [];
  return {
    practice,
    mail,
    database,
    redis,
    env,
    submitted,
    helpline,
    submit: async (planned) => {
      const ids = await helpline.submit(planned.map((one) => one.url));
      submitted.push(...planned.map((one, index) => ({ ...one, id: ids[index] ?? '' })));
    },
    serve: async (...args) => {
      const child = await serve(env, ...args);
      processes.push(child);
      onFinished(() => child.clear());
      return child;
    },
    allAtRest: async (within) => {
      await eventually(
        async () => {
          // Looking oftener than this keeps the database busier than the work itself.
          await sleep(200);
          await lapse(database, options.now?.() ?? Date.now());
          return (await standings(database)).filter(isUnderWay).slice(0, 10);
        },
        (left) => left.length === 0,
        within,
      ).catch((error: unknown) => {
        throw new Error(processes.map(complaints).join('\n'), { cause: error });
      });
      return standings(database);
    },
  };
}

async function ownDatabase(onFinished: Finished): Promise<string> {
  const { url, drop } = await freshDatabase();
  onFinished(drop);
  return url;
}

function isUnderWay({ outcome, task }: Standing): boolean {
  return outcome === null && task === null;
}

/** What a process has warned of last. */
function complaints({ pid, log, err }: Serving): string {
  const lines = log()
    .split('\n')
    .filter((line) => /"level":[45]0/.test(line));
  return [`process ${pid}:`, ...lines.slice(-15), err()].join('\n');
}
