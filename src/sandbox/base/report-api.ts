import { z } from 'zod';
import type { Instant } from '../../domain/time.ts';
import { textKey } from './arrivals.ts';
import type { PracticeClock } from './clock.ts';
import type { PracticeContext } from './platform.ts';
import type { Site } from './site.ts';

const text = z.string().trim().min(1);

/** What the practice report APIs want. They let further members pass, as many real ones do. */
const ReportBody = z.looseObject({
  urls: z.array(text).min(1),
  statement: text,
  reporter: z.looseObject({ name: text, email: z.email() }),
});

export interface Report {
  readonly id: string;
  readonly posts: readonly string[];
  readonly at: Instant;
}

/** The reports that an API holds: the same key always leads to the same report. */
export class Reports {
  readonly #prefix: string;
  readonly #clock: PracticeClock;
  readonly #byKey = new Map<string, Report>();
  readonly #byId = new Map<string, Report>();

  constructor(prefix: string, clock: PracticeClock) {
    this.#prefix = prefix;
    this.#clock = clock;
  }

  file(key: string, posts: readonly string[]): Report {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const id = `${this.#prefix}-${String(this.#byId.size + 1).padStart(6, '0')}`;
    const report = { id, posts, at: this.#clock.now() };
    this.#byKey.set(key, report);
    this.#byId.set(id, report);
    return report;
  }

  knows(key: string): boolean {
    return this.#byKey.has(key);
  }

  get(id: string): Report | undefined {
    return this.#byId.get(id);
  }

  reset(): void {
    this.#byKey.clear();
    this.#byId.clear();
  }
}

export interface Incoming {
  /** The Idempotency-Key, or a hash of the body where the caller gives none. */
  readonly key: string;
  /** How often this notice has arrived, this time included. */
  readonly arrival: number;
  readonly body: string;
}

/** Counts a report that reached an API, before anything is judged about it. */
export async function receive(c: PracticeContext, site: Site): Promise<Incoming> {
  const body = await c.req.text();
  const key = c.req.header('Idempotency-Key') ?? textKey(body);
  return { key, arrival: site.log.arrive(key), body };
}

/** The posts that a JSON report is about, or the answer that says what is wrong with it. */
export function readReport(c: PracticeContext, site: Site, incoming: Incoming): readonly string[] | Response {
  const parsed = ReportBody.safeParse(parseJson(incoming.body));
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    return c.json({ error: 'invalid', field }, 422);
  }
  const ids = site.idsIn(parsed.data.urls.join('\n'));
  return ids.length > 0 ? ids : c.json({ error: 'cannot_locate' }, 422);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
