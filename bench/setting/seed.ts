import { randomInt } from 'node:crypto';
import type { Base } from '../../src/app/base.ts';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import type { World } from '../../src/decide/world.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { EventOf } from '../../src/domain/event.ts';
import { born } from '../../src/domain/fold.ts';
import type { Notice } from '../../src/domain/notice.ts';
import { advance } from '../../src/flow/advance.ts';
import { assess } from '../../src/flow/intake/assess.ts';
import { TakedownRequest } from '../../src/flow/intake/request.ts';
import type { NewTakedown, RecordedEvent } from '../../src/flow/ledger.ts';
import { onlyCase } from '../../test/support/only-case.ts';
import { hostOf } from './catalogue.ts';

/** A takedown in the ledger, and what is due with it. */
export interface Seed {
  readonly takedown: NewTakedown;
  readonly notice: Notice;
  readonly content: Readonly<Record<string, string>>;
  readonly decision: Decision;
}

export interface SeedOptions {
  readonly count: number;
  /** Ids of platforms; the takedowns are spread over them. */
  readonly platforms: readonly string[];
  /** True: its first look found it live, so that its notice is due. False: that first look is due. */
  readonly looked: boolean;
}

const BATCH = 500;
export const TAKEDOWNS_PER_CASE = 10;

/** Complete requests, as a helpline makes them, about posts that no earlier call named. */
export function requestsFor(
  count: number,
  platforms: readonly string[],
): readonly { readonly case: string }[] {
  const first = randomInt(1_000, 999_999) * 1_000_000;
  return Array.from({ length: count }, (_, index) => ({
    case: `BENCH-${first + Math.floor(index / TAKEDOWNS_PER_CASE)}`,
    url: `http://${hostOf(platforms[index % platforms.length] ?? '')}/p/${first + index}`,
    ageInImage: 'adult',
    authority: { basis: 'Written authority of the person shown', consentedOn: '2026-11-20' },
    countries: ['IE'],
    shown: 'image',
    context: 'relationship',
    description: 'The only picture in the post',
    statements: {
      nonConsent: 'The person shown did not agree to the publication.',
      illegality: 'Publishing an intimate image without consent is an offence.',
      goodFaith: true,
      accuracy: true,
    },
  }));
}

/** Puts takedowns into the ledger whose next effect is due now, through the ledger's own door. */
export async function seed(base: Base, options: SeedOptions): Promise<readonly Seed[]> {
  const world = await base.deps.worlds.current();
  const cases = new Map<string, string>();
  const seeds: Seed[] = [];
  for (const input of requestsFor(options.count, options.platforms)) {
    const known = cases.get(input.case);
    const caseId = known ?? (await onlyCase(base.deps.ledger, PRACTICE_HELPLINE.id, input.case));
    cases.set(input.case, caseId);
    seeds.push(makeSeed(base, world, input, caseId, options.looked));
  }
  for (let at = 0; at < seeds.length; at += BATCH) {
    const added = await base.deps.ledger.add(seeds.slice(at, at + BATCH).map((one) => one.takedown));
    if (added.some((answer) => 'duplicateOf' in answer)) throw new Error('a seeded URL was open already');
  }
  return seeds;
}

function makeSeed(base: Base, world: World, input: unknown, caseId: string, looked: boolean): Seed {
  const now = base.deps.clock.now();
  const request = TakedownRequest.parse(input);
  const assessed = assess(request, PRACTICE_HELPLINE, base.catalog, new Date(now).toISOString().slice(0, 10));
  if ('problems' in assessed) throw new Error(`a seed was refused: ${JSON.stringify(assessed.problems)}`);
  const { notice, content, normalisedUrl, host, platform, regimes, countries } = assessed.ok;
  const requested: EventOf<'requested'> = {
    type: 'requested',
    at: now,
    by: 'bench',
    platform: platform?.id ?? null,
    host,
    ageInImage: 'adult',
    regimes: [...regimes],
    countries: [...countries],
    locations: notice.locations.map((location) => location.kind),
    statuses: [],
  };
  const id = base.deps.newTakedownId();
  const events: RecordedEvent[] = [{ event: requested }];
  if (looked) {
    const found = [{ verdict: 'live', signal: 'status_200', status: 200 } as const];
    events.push({ event: { type: 'checked', at: now, purpose: 'precheck', by: 'redress', found } });
  }
  const { change, decision } = advance(born(id, requested), events, world, now, base.deps.newTaskId, true);
  const helplineId = PRACTICE_HELPLINE.id;
  const takedown = { id, caseId, helplineId, red: { notice, content }, normalisedUrl, ...change };
  return { takedown, notice, content, decision };
}
