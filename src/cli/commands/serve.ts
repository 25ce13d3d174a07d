import { once } from 'node:events';
import { type Command, Option } from 'commander';
import { startWatchdog } from '../../app/alive/watchdog.ts';
import { openOwnTemp } from '../../app/own-temp.ts';
import { ROLES, type Role } from '../../app/roles.ts';
import { createLog } from '../../observe/log.ts';
import type { CommonOptions } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { action } from '../run.ts';

interface Options extends CommonOptions {
  readonly role: Role;
}

/** A database that hangs must not keep a process from ending; supervisors kill after 30 s or less. */
const CLOSED_WITHIN = 19_000;

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('run until SIGTERM or Ctrl-C: claim what is due, send, check, and answer /livez and /readyz')
    .addOption(
      new Option('--role <role>', 'which part of the work this process does').choices(ROLES).default('all'),
    )
    .action(
      action<Options>(async (context, { role }) => {
        const config = context.config();
        const log = createLog(config.logLevel);
        // Listened for from the start: a process that is asked to end while it starts must close what it opened.
        const asked = untilAsked();
        // Loaded when it is needed: short commands start in half of the time without what a service is made of.
        const { startService } = await import('../../app/service.ts');
        const temp = await openOwnTemp();
        const service = await startService(config, role, log, { http: true });
        const watchdog = startWatchdog(service.base.deps.worker);
        const why = await Promise.race([asked, service.stuck]);
        if (typeof why === 'string')
          log.info({ signal: why }, 'stopping: running effects end or are handed back');
        else
          log.error(
            { kind: why.kind ?? why.part, job: why.job, ms: Math.round(why.ms) },
            'this process hangs and ends itself',
          );
        const late = setTimeout(() => {
          log.error({}, 'a part does not close: ended without it; leases bring its work back');
          process.exit(typeof why === 'string' ? EXIT.unreachable : EXIT.stuck);
        }, CLOSED_WITHIN);
        await service.stop();
        await temp.remove();
        clearTimeout(late);
        watchdog.stop();
        log.info({}, 'stopped');
        // What hangs may keep the process from ending by itself.
        if (typeof why !== 'string') process.exit(EXIT.stuck);
        return EXIT.ok;
      }),
    );
}

/** Resolves with the signal that asks the process to end. A second one ends it at once. */
export async function untilAsked(): Promise<string> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const asked = await Promise.race(signals.map((name) => once(process, name).then(() => name)));
  for (const name of signals) process.once(name, () => process.exit(EXIT.bug));
  return asked;
}
