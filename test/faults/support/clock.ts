import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '../../e2e/support/redress.ts';

/** The wall clock of processes that are started with `env`: what they believe is what it is told. Timers go on. */
export interface OwnClock {
  readonly env: Environment;
  /** Sets it to the real time and `ahead` ms; every process has noticed when this answers. */
  set(ahead: number): Promise<void>;
}

const EVERY = 20;

/** Loaded before the program: every `Date` of the process, of its libraries too, is ahead by what the file says. */
const script = (file: string): string => `
import { readFileSync } from 'node:fs';
const Real = Date;
let ahead = 0;
const look = () => { ahead = Number(readFileSync(${JSON.stringify(file)}, 'utf8')) || ahead; };
look();
setInterval(look, ${EVERY}).unref();
globalThis.Date = class Date extends Real {
  constructor(...args) { super(...(args.length === 0 ? [Real.now() + ahead] : args)); }
  static now() { return Real.now() + ahead; }
};
`;

export async function ownClock(folder: string): Promise<OwnClock> {
  const file = join(folder, 'clock');
  const preload = join(folder, 'clock.mjs');
  await writeFile(file, '1');
  await writeFile(preload, script(file));
  return {
    env: { NODE_OPTIONS: `--import=${preload}` },
    set: async (ahead) => {
      await writeFile(file, String(ahead));
      await sleep(EVERY * 10);
    },
  };
}
