import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { packageRoot } from '../../../src/app/package-root.ts';
import { PRACTICE_HELPLINE } from '../../../src/app/practice-helpline.ts';
import { type Service, startService } from '../../../src/app/service.ts';
import { type Config, readConfig } from '../../../src/config.ts';
import { type IntakeAnswer, intake } from '../../../src/flow/intake/intake.ts';
import type { Stored } from '../../../src/flow/ledger.ts';
import type { Logger } from '../../../src/flow/ports.ts';
import { createLog } from '../../../src/observe/log.ts';
import type { Practice } from '../../../src/sandbox/practice.ts';
import { freshDatabase, type TestDatabase } from '../../support/postgres.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from './eventually.ts';

export const BACKENDS = ['postgres', 'redis'] as const;
export type Backend = (typeof BACKENDS)[number];

/** Where a service runs: its data folder, its database, its queue, its log file. */
export interface Place {
  readonly config: Config;
  readonly log: Logger;
  readonly database: TestDatabase;
  readonly redis: TestRedis | undefined;
  readonly logText: () => Promise<string>;
  clear(): Promise<void>;
}

export interface PlaceOptions {
  readonly backend?: Backend | undefined;
  /** The database of the service when it is not a fresh one of the test run's server. */
  readonly databaseUrl?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

export async function makePlace({
  backend = 'postgres',
  databaseUrl,
  env,
}: PlaceOptions = {}): Promise<Place> {
  const folder = await tempFolder('e2e');
  const database =
    databaseUrl === undefined ? await freshDatabase() : { url: databaseUrl, drop: async () => undefined };
  const redis = backend === 'redis' ? await startRedis() : undefined;
  const file = join(folder.path, 'redress.log');
  const config = readConfig(
    {
      REDRESS_DATA_DIR: folder.path,
      DATABASE_URL: database.url,
      REDIS_URL: redis?.url,
      REDRESS_HTTP_PORT: '0',
      REDRESS_LOG_LEVEL: 'debug',
      ...env,
    },
    packageRoot(),
  );
  return {
    config,
    log: createLog('debug', pino.destination({ dest: file, sync: true })),
    database,
    redis,
    logText: () => readFile(file, 'utf8'),
    clear: async () => {
      await redis?.stop();
      await database.drop();
      await folder.remove();
    },
  };
}

/** A whole running service on practice platforms of its own. */
export interface Stage extends Place {
  readonly service: Service;
  readonly practice: Practice;
  submit(inputs: readonly unknown[]): Promise<readonly IntakeAnswer[]>;
  /** Submits one request that must be accepted; answers its id. */
  accept(input: unknown): Promise<string>;
  stored(id: string): Promise<Stored>;
  /** Waits until a takedown has ended; answers its outcome. */
  outcome(id: string, within?: number): Promise<string>;
  /** Waits until a takedown waits for a person; answers the kind of task. */
  task(id: string, within?: number): Promise<string>;
  sql<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  end(): Promise<void>;
}

export async function openStage(options: PlaceOptions = {}): Promise<Stage> {
  const place = await makePlace(options);
  const service = await startService(place.config, 'all', place.log, { http: true });
  return onStage(place, service);
}

export function onStage(place: Place, service: Service): Stage {
  const practice = service.practice?.own;
  if (practice === undefined) throw new Error('the service has no practice platforms of its own');
  const { deps } = service.base;
  const stored = async (id: string): Promise<Stored> => {
    const found = await deps.ledger.load(id);
    if (found === undefined) throw new Error('the takedown is gone');
    return found;
  };
  const submit = (inputs: readonly unknown[]) => intake(deps, PRACTICE_HELPLINE, 'test', inputs);
  return {
    ...place,
    service,
    practice,
    submit,
    accept: async (input) => {
      const [answer] = await submit([input]);
      if (answer?.result !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`);
      return answer.id;
    },
    stored,
    outcome: async (id, within) => {
      const end = await eventually(
        async () => standing(await stored(id)),
        (now) => now.outcome !== undefined,
        within,
      );
      return end.outcome ?? '';
    },
    task: async (id, within) => {
      const open = await eventually(
        async () => standing(await stored(id)),
        (now) => now.task !== undefined,
        within,
      );
      return open.task ?? '';
    },
    sql: (text, values) => query(place.config.databaseUrl ?? '', text, values),
    end: async () => {
      await service.stop();
      await place.clear();
    },
  };
}

function standing({ takedown, plan }: Stored) {
  return { outcome: takedown.outcome?.kind, task: takedown.task?.kind, next: plan.next, status: plan.status };
}

export async function query<R extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  // A server that falls in this very moment fails the query, and no more than that.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<R>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
