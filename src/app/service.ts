import { setMaxListeners } from 'node:events';
import type { Config } from '../config.ts';
import { RedressError } from '../domain/errors.ts';
import { runClaimLoop } from '../flow/claim-loop.ts';
import type { EffectDeps } from '../flow/deps.ts';
import { perform } from '../flow/perform.ts';
import { EFFECT_KINDS, type EffectKind, type EffectQueue, type Logger } from '../flow/ports.ts';
import { type HttpServer, listen } from '../http/health.ts';
import { openQueue } from '../queue/open.ts';
import { startHeartbeat } from './alive/heartbeat.ts';
import { claimAnewOnReturn } from './alive/queue-return.ts';
import { whenStuck } from './alive/self-watch.ts';
import { type Stuck, Vitals } from './alive/vitals.ts';
import { startAuditLoop } from './audit/audit-loop.ts';
import { type Base, openBase } from './base.ts';
import { assertMail, type Effects, openEffects } from './effects.ts';
import { openFigures } from './figures/figures.ts';
import { openIntakeQueue } from './intake-queue.ts';
import { observe } from './observed.ts';
import { openPractice, type PracticeSite } from './practice.ts';
import { startPurgeLoop } from './purge/purge-loop.ts';
import { Releases } from './releases.ts';
import type { Role } from './roles.ts';
import { routes } from './routes.ts';
import { openWebhooks } from './webhooks.ts';

/** Which effects a role performs. Every worker claims for all kinds, so that one role alone can feed the others. */
const EFFECTS_OF: Readonly<Record<Role, readonly EffectKind[]>> = {
  all: EFFECT_KINDS,
  api: [],
  worker: ['email', 'api', 'check'],
  browser: ['form'],
};

export interface Service {
  readonly base: Base;
  readonly queue: EffectQueue;
  readonly practice: PracticeSite | undefined;
  readonly http: HttpServer | undefined;
  /** Resolves when a part of this process hangs: it must be ended, so that another can take its place. */
  readonly stuck: Promise<Stuck>;
  /** Takes no more work, lets running effects end or hands them back, and closes everything, within 20 s. */
  stop(): Promise<void>;
}

/** Which roles take in what helplines put into the intake queue. */
const TAKES_IN: ReadonlySet<Role> = new Set(['all', 'api']);

/** Which roles tell subscribers what happened. */
const TELLS: ReadonlySet<Role> = new Set(['all', 'worker']);

/** Which roles keep the figures that pages and reports show. */
const COUNTS: ReadonlySet<Role> = new Set(['all', 'worker']);

/** Which roles remove what is over its time; of all processes one does it, once a day. */
const PURGES: ReadonlySet<Role> = new Set(['all', 'worker']);

const EFFECTS_END_WITHIN = 15_000;
const INTAKE_ENDS_WITHIN = 3_000;

/** Starts a process of one role. What was opened is closed again when a later part cannot start. */
export async function startService(
  config: Config,
  role: Role,
  log: Logger,
  options: { readonly http: boolean },
): Promise<Service> {
  const releases = new Releases();
  const stopping = new AbortController();
  try {
    const opened = await openBase(config, log);
    releases.add('ledger', () => opened.close());
    const kinds = EFFECTS_OF[role];
    const practice = kinds.length === 0 ? undefined : await openPractice(config);
    if (practice !== undefined) releases.add('practice', () => practice.close());
    const effects = kinds.length === 0 ? undefined : openEffects(config, log, practice);
    if (effects !== undefined) releases.add('effects', () => effects.close());
    if (kinds.includes('email')) assertMail(config, opened.catalog);
    const queue = await openQueue({
      ...(config.redisUrl === undefined
        ? { databaseUrl: opened.handle.databaseUrl }
        : { redisUrl: config.redisUrl }),
      logger: log,
    });
    const metrics = observe(config, role, kinds, opened, queue);
    const base: Base = { ...opened, deps: { ...opened.deps, metrics: metrics.flow } };
    const vitals = new Vitals();
    const watching = new AbortController();
    releases.add('watch', async () => watching.abort());
    if (effects !== undefined) {
      const { clock, worker } = base.deps;
      const { workers } = base.handle;
      const unheard = () => vitals.unheard();
      const heartbeat = await startHeartbeat({ workers, clock, log, worker, role, unheard });
      // Ended after the work, and before the ledger.
      releases.add('heartbeat', () => heartbeat.stop());
      claimAnewOnReturn({ queue, workers, clock, log, worker });
    }
    if (TELLS.has(role)) {
      const webhooks = openWebhooks(config, base);
      releases.add('webhooks', () => webhooks.stop());
    }
    if (COUNTS.has(role)) {
      const figures = openFigures(base);
      releases.add('figures', () => figures.stop());
    }
    if (PURGES.has(role)) {
      const { deps, handle } = base;
      const purging = startPurgeLoop({ deps, retention: handle.retention, periods: config.retention });
      releases.add('purge', () => purging.stop());
      const { clock, log: own, worker } = deps;
      const auditing = startAuditLoop({ handle, clock, log: own, worker });
      releases.add('audit', () => auditing.stop());
    }
    const working = new AbortController();
    // Every effect that runs listens to it.
    setMaxListeners(0, working.signal);
    let loop: Promise<void> | undefined;
    // Effects that are not committed are handed back at once; the others get their time to end.
    releases.add('work', async () => {
      stopping.abort();
      await loop;
      working.abort();
      await queue.close(EFFECTS_END_WITHIN);
    });
    if (effects !== undefined) {
      const signals = { stopping: stopping.signal, shutdown: working.signal };
      loop = (await work(base, queue, effects, kinds, config, vitals, signals)).ended;
    }
    if (TAKES_IN.has(role)) {
      const ending = new AbortController();
      const intake = await openIntakeQueue(config, base, log, ending.signal);
      releases.add('intake queue', async () => {
        ending.abort();
        await intake.close(INTAKE_ENDS_WITHIN);
      });
    }
    const http = options.http
      ? await listen(
          routes({ base, queue, vitals, metrics, signal: watching.signal, api: TAKES_IN.has(role) }),
          config.http.host,
          config.http.port,
        ).catch(portTaken(config))
      : undefined;
    if (http !== undefined) releases.add('http', () => http.close());
    if (config.allowNetworks.length > 0) {
      log.warn(
        { networks: config.allowNetworks.join(' ') },
        'the outbound guard lets these networks through',
      );
    }
    log.info(
      {
        role,
        mode: config.mode,
        port: http?.port,
        backend: config.redisUrl === undefined ? 'postgres' : 'redis',
      },
      'redress started',
    );
    if (practice?.own !== undefined) {
      const { http: web, smtp } = practice;
      log.info({ kind: 'http', address: web.address, port: web.port }, 'practice platforms are served here');
      log.info({ kind: 'smtp', address: smtp.address, port: smtp.port }, 'practice desks are served here');
    }
    let stopped: Promise<void> | undefined;
    const stuck = whenStuck(vitals, watching.signal);
    return { base, queue, practice, http, stuck, stop: () => (stopped ??= releases.run(log)) };
  } catch (error) {
    await releases.run(log);
    throw error;
  }
}

async function work(
  base: Base,
  queue: EffectQueue,
  effects: Effects,
  kinds: readonly EffectKind[],
  config: Config,
  vitals: Vitals,
  { stopping, shutdown }: { readonly stopping: AbortSignal; readonly shutdown: AbortSignal },
): Promise<{ readonly ended: Promise<void> }> {
  const deps: EffectDeps = { ...base.deps, ...effects, shutdown };
  for (const kind of kinds)
    await queue.work(kind, config.concurrency[kind], (job, hand) =>
      vitals.watch(job, () => perform(deps, job, hand)),
    );
  const claim = { ...base.deps, queue, kinds: EFFECT_KINDS, concurrency: config.concurrency };
  const looping = runClaimLoop(
    claim,
    { batch: 200, maxPause: 1_000, turned: () => vitals.turned() },
    stopping,
  );
  return { ended: looping.then(() => vitals.rested()) };
}

function portTaken(config: Config) {
  return (cause: unknown): never => {
    throw new RedressError(
      'port_taken',
      `The port ${config.http.port} cannot be opened on ${config.http.host}.`,
      {
        field: 'REDRESS_HTTP_PORT',
        cure: 'Set REDRESS_HTTP_PORT to a free port (0 takes any).',
        cause,
      },
    );
  };
}
