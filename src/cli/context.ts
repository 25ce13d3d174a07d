import { pino } from 'pino';
import type { Base } from '../app/base.ts';
import { packageRoot } from '../app/package-root.ts';
import { PRACTICE_HELPLINE } from '../app/practice-helpline.ts';
import { type Config, readConfig } from '../config.ts';
import { RedressError } from '../domain/errors.ts';
import type { Caller } from '../flow/caller.ts';
import type { Helpline } from '../flow/ledger.ts';
import type { Logger } from '../flow/ports.ts';
import { createLog } from '../observe/log.ts';
import type { ExitCode } from './exit-codes.ts';
import { createOutput, type Output } from './output/output.ts';

/** What a command is given: its way to answer and, if it asks for it, the ledger. */
export interface Context {
  readonly out: Output;
  readonly config: () => Config;
  readonly log: (config: Config) => Logger;
}

export interface CommonOptions {
  readonly json?: boolean | undefined;
}

/** A command's work. It answers with the exit code of the process. */
export type Work = (context: Context) => Promise<ExitCode>;

export function createContext(options: CommonOptions): Context {
  return {
    out: createOutput(options.json === true, { out: process.stdout, err: process.stderr }),
    config: () => readConfig(process.env, packageRoot()),
    // Answers go to standard output; the log goes to standard error, and short commands log trouble only.
    log: (config) =>
      createLog(
        config.logLevel === 'info' ? 'warn' : config.logLevel,
        pino.destination({ fd: 2, sync: true }),
      ),
  };
}

/** Opens the ledger for a short command and closes it again whatever happens. */
export async function withBase<T>(context: Context, use: (base: Base) => Promise<T>): Promise<T> {
  // Loaded when it is needed: a command that asks for help or for platforms alone starts without a ledger.
  const { openBase } = await import('../app/base.ts');
  const config = context.config();
  const base = await openBase(config, context.log(config));
  try {
    return await use(base);
  } finally {
    await base.close();
  }
}

/** Who acts, for the record: the token's helpline, or the practice helpline in the sandbox. */
export interface Actor {
  readonly helpline: Helpline;
  readonly by: string;
  readonly caller: Extract<Caller, { kind: 'helpline' }>;
}

export async function actorOf(base: Base): Promise<Actor> {
  const { config, handle, deps } = base;
  if (config.token === undefined && config.mode === 'sandbox') {
    const { id: helplineId } = PRACTICE_HELPLINE;
    const caller = { kind: 'helpline', helplineId, role: 'lead', tokenId: 'practice' } as const;
    return { helpline: PRACTICE_HELPLINE, by: 'practice', caller };
  }
  const caller = await callerNamed(base);
  const helpline = caller?.kind === 'helpline' ? await deps.ledger.helpline(caller.helplineId) : undefined;
  if (caller?.kind !== 'helpline' || helpline === undefined) {
    throw noToken();
  }
  await handle.tokens.touch(caller.tokenId, deps.clock.now());
  return { helpline, by: caller.tokenId, caller };
}

/** The same for what ops may do too. */
export async function anyCaller(base: Base): Promise<Caller> {
  const caller = await callerNamed(base);
  if (caller?.kind !== 'ops') return (await actorOf(base)).caller;
  await base.handle.tokens.touch(caller.tokenId, base.deps.clock.now());
  return caller;
}

async function callerNamed({ config, handle, deps }: Base): Promise<Caller | undefined> {
  if (config.token === undefined) return undefined;
  const { callerOf } = await import('../ledger/tokens.ts');
  const token = await handle.tokens.find(config.token, deps.clock.now());
  return token === undefined ? undefined : callerOf(token);
}

function noToken(): RedressError {
  return new RedressError('token_invalid', 'No valid token says which helpline this is.', {
    field: 'REDRESS_TOKEN',
    cure: 'Set REDRESS_TOKEN to a token made with: redress token create',
  });
}
