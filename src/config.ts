import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { Duration } from './catalog/schema/common.ts';
import { RedressError } from './domain/errors.ts';
import type { Secrets } from './flow/ports.ts';
import { FIXED_PERIODS, type Periods } from './flow/retention.ts';
import { LOG_LEVELS } from './observe/log.ts';

const list = z.string().transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''));
const address = z
  .string()
  .regex(/^[^:\s]+:[1-9]\d{0,4}$/, 'host:port')
  .transform((text) => {
    const at = text.lastIndexOf(':');
    return { address: text.slice(0, at), port: Number(text.slice(at + 1)) };
  })
  .refine(({ port }) => port <= 65_535, 'a port is at most 65535');
/** Several sentinels are no URL that a URL parser takes; the queue reads the rest and says what is wrong with it. */
const redis = z.string().regex(/^rediss?(-sentinel)?:\/\/[^/\s]/, 'redis://, rediss:// or redis-sentinel://');

/** Every setting, its name in the environment and what it means. docs/configuration.md is written from this. */
const Environment = z.object({
  REDRESS_MODE: z.enum(['sandbox', 'live']).default('sandbox'),
  REDRESS_DATA_DIR: z.string().default('data'),
  REDRESS_PLATFORMS_DIR: z.string().optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: redis.optional(),
  REDRESS_MASTER_KEY: z.string().optional(),
  REDRESS_MASTER_KEY_PREVIOUS: z.string().optional(),
  REDRESS_TOKEN: z.string().optional(),
  REDRESS_SMTP_URL: z.string().optional(),
  REDRESS_REPLY_ADDRESS: z.email().optional(),
  REDRESS_CHROMIUM: z.string().optional(),
  REDRESS_ALLOW_NETWORKS: list.default([]),
  REDRESS_SECRETS_DIR: z.string().optional(),
  REDRESS_HTTP_HOST: z.string().default('127.0.0.1'),
  REDRESS_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  REDRESS_RATE_LIMIT: z.coerce.number().int().min(1).max(1_000_000).default(600),
  REDRESS_PRACTICE_HTTP: address.optional(),
  REDRESS_PRACTICE_SMTP: address.optional(),
  REDRESS_LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  REDRESS_CONCURRENCY_EMAIL: z.coerce.number().int().min(1).max(500).default(10),
  REDRESS_CONCURRENCY_API: z.coerce.number().int().min(1).max(500).default(10),
  REDRESS_CONCURRENCY_CHECK: z.coerce.number().int().min(1).max(500).default(10),
  REDRESS_CONCURRENCY_FORM: z.coerce.number().int().min(1).max(20).default(2),
  REDRESS_RETENTION_CASES: Duration.prefault('P365D'),
  REDRESS_RETENTION_NOTICES: Duration.prefault('P190D'),
  REDRESS_RETENTION_ANSWERS: Duration.prefault('P190D'),
  REDRESS_RETENTION_CHECKS: Duration.prefault('P365D'),
  REDRESS_RETENTION_WEBHOOKS: Duration.prefault('P30D'),
  REDRESS_RETENTION_TOKEN_USE: Duration.prefault('P90D'),
});

export interface Config {
  readonly mode: 'sandbox' | 'live';
  readonly dataDir: string;
  readonly platformsDir: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly masterKey: string | undefined;
  /** While the master key is being changed: the one of before. */
  readonly previousMasterKey: string | undefined;
  readonly token: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly replyAddress: string | undefined;
  readonly chromium: string | undefined;
  readonly allowNetworks: readonly string[];
  /** Points that a token of the API has each minute, over all processes. */
  readonly pointsPerMinute: number;
  readonly http: { readonly host: string; readonly port: number };
  /** Practice platforms that another process serves; undefined: this process serves its own. */
  readonly practice: { readonly http: Address; readonly smtp: Address } | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly concurrency: {
    readonly email: number;
    readonly api: number;
    readonly check: number;
    readonly form: number;
  };
  /** For how long each class of data is kept. */
  readonly retention: Periods;
  readonly secrets: Secrets;
}

interface Address {
  readonly address: string;
  readonly port: number;
}

/** The only reader of the environment. Throws RedressError `config_invalid` naming each bad variable. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, packageRoot: string): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new RedressError('config_invalid', `These settings are not valid: ${names.join('; ')}`, {
      field: String(parsed.error.issues[0]?.path[0] ?? ''),
      cure: 'Correct them in the environment; docs/configuration.md lists all settings.',
    });
  }
  const set = parsed.data;
  if ((set.REDRESS_PRACTICE_HTTP === undefined) !== (set.REDRESS_PRACTICE_SMTP === undefined)) {
    throw new RedressError('config_invalid', 'Give both addresses of the practice platforms, or neither.', {
      field: set.REDRESS_PRACTICE_HTTP === undefined ? 'REDRESS_PRACTICE_HTTP' : 'REDRESS_PRACTICE_SMTP',
      cure: 'Set REDRESS_PRACTICE_HTTP and REDRESS_PRACTICE_SMTP as host:port.',
    });
  }
  return {
    mode: set.REDRESS_MODE,
    dataDir: resolve(set.REDRESS_DATA_DIR),
    platformsDir: resolve(set.REDRESS_PLATFORMS_DIR ?? resolve(packageRoot, 'platforms')),
    databaseUrl: set.DATABASE_URL,
    redisUrl: set.REDIS_URL,
    masterKey: set.REDRESS_MASTER_KEY,
    previousMasterKey: set.REDRESS_MASTER_KEY_PREVIOUS,
    token: set.REDRESS_TOKEN,
    smtpUrl: set.REDRESS_SMTP_URL,
    replyAddress: set.REDRESS_REPLY_ADDRESS,
    chromium: set.REDRESS_CHROMIUM,
    allowNetworks: set.REDRESS_ALLOW_NETWORKS,
    pointsPerMinute: set.REDRESS_RATE_LIMIT,
    http: { host: set.REDRESS_HTTP_HOST, port: set.REDRESS_HTTP_PORT },
    practice:
      set.REDRESS_PRACTICE_HTTP === undefined || set.REDRESS_PRACTICE_SMTP === undefined
        ? undefined
        : { http: set.REDRESS_PRACTICE_HTTP, smtp: set.REDRESS_PRACTICE_SMTP },
    logLevel: set.REDRESS_LOG_LEVEL,
    concurrency: {
      email: set.REDRESS_CONCURRENCY_EMAIL,
      api: set.REDRESS_CONCURRENCY_API,
      check: set.REDRESS_CONCURRENCY_CHECK,
      form: set.REDRESS_CONCURRENCY_FORM,
    },
    retention: {
      cases: set.REDRESS_RETENTION_CASES,
      notices: set.REDRESS_RETENTION_NOTICES,
      answers: set.REDRESS_RETENTION_ANSWERS,
      checks: set.REDRESS_RETENTION_CHECKS,
      webhooks: set.REDRESS_RETENTION_WEBHOOKS,
      token_use: set.REDRESS_RETENTION_TOKEN_USE,
      ...FIXED_PERIODS,
    },
    secrets: secretsFrom(given, set.REDRESS_SECRETS_DIR),
  };
}

/** `cloudflare-token` is REDRESS_SECRET_CLOUDFLARE_TOKEN, or the file cloudflare-token in REDRESS_SECRETS_DIR. */
function secretsFrom(env: Readonly<Record<string, string | undefined>>, dir: string | undefined): Secrets {
  return {
    get(name) {
      const fromEnv = env[`REDRESS_SECRET_${name.replaceAll('-', '_').toUpperCase()}`];
      if (fromEnv !== undefined || dir === undefined) return fromEnv;
      try {
        return readFileSync(resolve(dir, name), 'utf8').trim();
      } catch {
        return undefined;
      }
    },
  };
}
