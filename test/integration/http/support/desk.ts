import { randomBytes } from 'node:crypto';
import { type Base, openBase } from '../../../../src/app/base.ts';
import { apiOf } from '../../../../src/app/desk.ts';
import { packageRoot } from '../../../../src/app/package-root.ts';
import { readConfig } from '../../../../src/config.ts';
import type { Helpline } from '../../../../src/flow/ledger.ts';
import { createApi } from '../../../../src/http/api.ts';
import type { Api } from '../../../../src/http/desk.ts';
import { RATE_WINDOW_S } from '../../../../src/http/guard/rate.ts';
import { type HttpServer, listen } from '../../../../src/http/health.ts';
import { createLog } from '../../../../src/observe/log.ts';
import { freshDatabase } from '../../../support/postgres.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Two helplines with invented data. */
export const ANNE: Helpline = {
  id: 'helpline-a',
  name: 'Helpline A',
  organisation: 'Helpline A CLG',
  signer: 'Duty lead',
  email: 'notices@a.example',
  country: 'IE',
  statuses: [],
};
export const BERT: Helpline = { ...ANNE, id: 'helpline-b', name: 'Helpline B', email: 'notices@b.example' };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
  readonly text: string;
}

export interface Ask {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly raw?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The API on a real server and a database of its own, with two helplines and tokens of each role. */
export interface TestApi {
  readonly base: Base;
  readonly url: string;
  readonly tokens: { readonly [name in 'practitioner' | 'lead' | 'other' | 'otherLead' | 'ops']: string };
  /** Lines of the log so far. */
  readonly log: readonly string[];
  /** A new token; made of what is said. */
  token(of: {
    readonly helplineId: string | null;
    readonly role: string;
    readonly expiresAt?: number;
  }): Promise<{
    readonly id: string;
    readonly token: string;
  }>;
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  end(): Promise<void>;
}

export async function testApi(more: Partial<Api> = {}): Promise<TestApi> {
  const folder = await tempFolder('api');
  const database = await freshDatabase();
  const log: string[] = [];
  const config = readConfig(
    {
      REDRESS_DATA_DIR: folder.path,
      DATABASE_URL: database.url,
      REDRESS_MASTER_KEY: randomBytes(32).toString('base64'),
    },
    packageRoot(),
  );
  const base = await openBase(config, createLog('debug', { write: (line) => void log.push(line) }));
  const { ledger } = base.deps;
  await ledger.saveHelpline(ANNE);
  await ledger.saveHelpline(BERT);
  const token: TestApi['token'] = ({ helplineId, role, expiresAt }) =>
    base.handle.tokens.create(
      { helplineId, label: 'test', scopes: [role], expiresAt: expiresAt ?? null },
      base.deps.clock.now(),
    );
  const of = async (helplineId: string | null, role: string): Promise<string> =>
    (await token({ helplineId, role })).token;
  const limits = { pointsPerMinute: 1_000_000 };
  const rates = base.handle.rateStore({
    points: more.limits?.pointsPerMinute ?? limits.pointsPerMinute,
    duration: RATE_WINDOW_S,
  });
  const api = apiOf(base, { counts: async () => NOTHING_QUEUED }, rates);
  const app = createApi({ ...api, limits, ...more });
  const server: HttpServer = await listen(app, '127.0.0.1', 0);
  const url = `http://127.0.0.1:${server.port}`;
  return {
    base,
    url,
    log,
    token,
    tokens: {
      practitioner: await of(ANNE.id, 'practitioner'),
      lead: await of(ANNE.id, 'lead'),
      other: await of(BERT.id, 'practitioner'),
      otherLead: await of(BERT.id, 'lead'),
      ops: await of(null, 'ops'),
    },
    ask: (method, path, ask = {}) => request(url, method, path, ask),
    end: async () => {
      await server.close();
      await base.close();
      await database.drop();
      await folder.remove();
    },
  };
}

const NOTHING_QUEUED = {
  email: { waiting: 0, active: 0 },
  form: { waiting: 0, active: 0 },
  api: { waiting: 0, active: 0 },
  check: { waiting: 0, active: 0 },
};

async function request(url: string, method: string, path: string, ask: Ask): Promise<Answer> {
  const body = ask.raw ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body));
  const answer = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(ask.token === undefined ? {} : { authorization: `Bearer ${ask.token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...ask.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  // A stream of events never ends by itself.
  const endless = /event-stream/.test(answer.headers.get('content-type') ?? '');
  if (endless) await answer.body?.cancel();
  const text = endless ? '' : await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return {
    status: answer.status,
    headers: answer.headers,
    body: isJson ? JSON.parse(text) : undefined,
    text,
  };
}
