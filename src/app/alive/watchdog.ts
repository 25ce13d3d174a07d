import inspector from 'node:inspector';
import { Worker } from 'node:worker_threads';
import type { Millis } from '../../domain/time.ts';
import { SECOND } from '../../domain/time.ts';

/** The event loop may stand still for this long: the ledger takes the process for dead much earlier. */
const STANDS_STILL: Millis = 30 * SECOND;
const STEP: Millis = SECOND;

/**
 * Runs in a thread of its own, which turns when the main one does not. It counts its own steps rather than time, so
 * that a process that was frozen as a whole is not killed when it wakes. As text, since a thread loads a file only in
 * the form that Node itself understands, which the sources are not.
 */
const THREAD = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const { turns, limit, step, line } = workerData;
const counter = new Int32Array(turns);
const never = new Int32Array(new SharedArrayBuffer(4));
let seen = -1;
let still = 0;
for (;;) {
  Atomics.wait(never, 0, 0, step);
  const now = Atomics.load(counter, 0);
  if (now < 0) break;
  still = now === seen ? still + step : 0;
  seen = now;
  if (still >= limit) {
    try {
      writeSync(1, JSON.stringify({ level: 50, time: new Date().toISOString(), ...line, ms: still }) + '\\n');
    } finally {
      process.kill(process.pid, 'SIGKILL');
    }
  }
}
`;

export interface Watchdog {
  stop(): void;
}

/**
 * Kills this process when its event loop stands still, after a line in the log: it can neither end by itself then nor
 * answer `/livez`, and only a new process helps. Not while a debugger is attached, which halts the loop on purpose.
 */
export function startWatchdog(worker: string, standsStill: Millis = STANDS_STILL): Watchdog {
  if (inspector.url() !== undefined) return { stop: () => undefined };
  const turns = new SharedArrayBuffer(4);
  const counter = new Int32Array(turns);
  const thread = new Worker(THREAD, {
    eval: true,
    workerData: {
      turns,
      limit: standsStill,
      step: Math.min(STEP, standsStill / 4),
      line: { worker, pid: process.pid, msg: 'the event loop stands still: this process ends itself' },
    },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
    execArgv: [],
    env: {},
  });
  thread.unref();
  const timer = setInterval(() => {
    Atomics.store(counter, 0, (Atomics.load(counter, 0) + 1) & 0x3fffffff);
  }, STEP / 2);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      Atomics.store(counter, 0, -1);
    },
  };
}
