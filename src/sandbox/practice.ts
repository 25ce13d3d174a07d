import { ArrivalLog, type Arrivals } from './base/arrivals.ts';
import { PRACTICE_SECRETS } from './base/auth.ts';
import { PracticeClock } from './base/clock.ts';
import { type PracticePlatform, SUFFIX } from './base/platform.ts';
import { allPlatforms } from './platforms/all.ts';
import { startHttp } from './servers/http.ts';
import { startSmtp } from './servers/smtp.ts';

/** For a process that uses practice platforms which another one serves. */
export { PRACTICE_SECRETS, SUFFIX };

export interface PracticeOptions {
  /** Port of the HTTP server; left out, a free one. */
  readonly httpPort?: number | undefined;
  /** Port of the SMTP server; left out, a free one. */
  readonly smtpPort?: number | undefined;
  /**
   * Makes the platforms' own delays this many times shorter. The files below platforms/practice are made for 1;
   * another speed is for tests of the platforms themselves and for load, `Infinity` removes at once.
   */
  readonly speed?: number | undefined;
}

/** The practice platforms, running on loopback. */
export interface Practice {
  /** Where `*.practice.test` is served: what the outbound guard needs to know. */
  readonly http: { readonly suffix: string; readonly address: string; readonly port: number };
  readonly smtp: { readonly host: string; readonly port: number };
  /** What the platforms' APIs want, by the names in their files. Invented: they open nothing real. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly platforms: readonly string[];
  /** What a platform (by name, e.g. `pixhub`) has seen so far. */
  arrivals(name: string): Arrivals;
  /** Removes a post at once, as if a person had reported it by hand and had been heard. */
  takeDown(name: string, id: string): void;
  /** Puts a post up again. */
  bringBack(name: string, id: string): void;
  /** While down, a platform drops every connection and its desks answer 421. */
  setDown(name: string, down: boolean): void;
  /** Forgets everything: all posts are up, all counts are 0. */
  reset(): void;
  close(): Promise<void>;
}

const ADDRESS = '127.0.0.1';

/** Starts one HTTP server and one SMTP server for all practice platforms. Throws when a given port is taken. */
export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const clock = new PracticeClock(options.speed ?? 1);
  const logs = new Map<string, ArrivalLog>();
  const platforms = allPlatforms({
    clock,
    log: (name) => {
      const log = new ArrivalLog();
      logs.set(name, log);
      return log;
    },
  });
  const down = new Set<string>();
  const isDown = (name: string) => down.has(name);
  const http = await startHttp(platforms, isDown, ADDRESS, options.httpPort ?? 0);
  const smtp = await startSmtp(platforms, isDown, ADDRESS, options.smtpPort ?? 0).catch(async (error) => {
    await http.close();
    throw error;
  });
  const find = (name: string): PracticePlatform =>
    known(
      name,
      platforms.find((one) => one.name === name),
    );
  return {
    http: { suffix: SUFFIX, address: ADDRESS, port: http.port },
    smtp: { host: ADDRESS, port: smtp.port },
    secrets: PRACTICE_SECRETS,
    platforms: platforms.map((platform) => platform.name),
    arrivals: (name) => known(name, logs.get(name)),
    takeDown: (name, id) => find(name).takeDown(id),
    bringBack: (name, id) => find(name).bringBack(id),
    setDown: (name, isSo) => {
      if (isSo) down.add(find(name).name);
      else down.delete(find(name).name);
    },
    reset: () => {
      down.clear();
      for (const platform of platforms) platform.reset();
      for (const log of logs.values()) log.reset();
    },
    close: async () => {
      clock.close();
      await Promise.all([http.close(), smtp.close()]);
    },
  };
}

function known<T>(name: string, found: T | undefined): T {
  if (found === undefined) throw new Error(`there is no practice platform ${name}`);
  return found;
}
