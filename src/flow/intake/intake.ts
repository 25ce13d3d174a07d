import { strictestClock } from '../../decide/deadline.ts';
import type { Problem } from '../../domain/errors.ts';
import type { EventOf } from '../../domain/event.ts';
import { born } from '../../domain/fold.ts';
import type { CaseId, TakedownId } from '../../domain/ids.ts';
import { advance } from '../advance.ts';
import type { FlowDeps } from '../deps.ts';
import type { Helpline, NewTakedown } from '../ledger.ts';
import { type Assessed, assess } from './assess.ts';
import { problemsOf } from './problems.ts';
import { TakedownRequest } from './request.ts';

/** What became of one request. `problems` name field and cure; nothing of the request is in them. */
export type IntakeAnswer =
  | {
      readonly result: 'accepted';
      readonly id: TakedownId;
      readonly platform: string | null;
      readonly deadlineAt: number | null;
      readonly next: string;
    }
  | { readonly result: 'duplicate'; readonly id: TakedownId }
  /** Recorded without its URL; the caller shows the hand-off card. */
  | { readonly result: 'minor_route'; readonly id: TakedownId }
  | { readonly result: 'rejected'; readonly problems: readonly Problem[] };

export interface IntakeDeps extends FlowDeps {
  readonly newTakedownId: () => TakedownId;
}

/** Takes many requests of one helpline in; each is answered on its own and in its place. Nothing is sent here. */
export async function intake(
  deps: IntakeDeps,
  helpline: Helpline,
  by: string,
  inputs: readonly unknown[],
): Promise<readonly IntakeAnswer[]> {
  const world = await deps.worlds.current();
  const now = deps.clock.now();
  const today = new Date(now).toISOString().slice(0, 10);
  const cases = new Map<string, CaseId>();
  const answers = new Map<number, IntakeAnswer>();
  const accepted: { readonly index: number; readonly takedown: NewTakedown }[] = [];
  for (const [index, input] of inputs.entries()) {
    const parsed = TakedownRequest.safeParse(input);
    // The gate comes before everything else, so a bad field elsewhere cannot let a minor's URL be kept.
    if (!parsed.success && !mentionsMinor(input)) {
      answers.set(index, { result: 'rejected', problems: problemsOf(parsed.error) });
      continue;
    }
    const gated = !parsed.success || parsed.data.ageInImage !== 'adult';
    const assessed = gated ? undefined : assess(parsed.data, helpline, deps.catalog, today);
    if (assessed !== undefined && 'problems' in assessed) {
      answers.set(index, { result: 'rejected', problems: assessed.problems });
      continue;
    }
    const reference = parsed.success ? parsed.data.case : caseOf(input);
    const caseId = cases.get(reference) ?? (await deps.ledger.ensureCase(helpline.id, reference));
    cases.set(reference, caseId);
    const id = deps.newTakedownId();
    const requested = requestedEvent(assessed?.ok, helpline, by, now);
    const { change } = advance(born(id, requested), [{ event: requested }], world, now, deps.newTaskId, true);
    const red = assessed === undefined ? null : { notice: assessed.ok.notice, content: assessed.ok.content };
    const normalisedUrl = assessed?.ok.normalisedUrl ?? null;
    accepted.push({
      index,
      takedown: { id, caseId, helplineId: helpline.id, red, normalisedUrl, ...change },
    });
  }
  const added = await deps.ledger.add(accepted.map((one) => one.takedown));
  for (const [place, { index, takedown }] of accepted.entries()) {
    const result = added[place];
    if (result === undefined) throw new Error('the ledger did not answer for every takedown');
    answers.set(
      index,
      'duplicateOf' in result
        ? { result: 'duplicate', id: result.duplicateOf }
        : answerOf(takedown, world, now),
    );
  }
  return inputs.map((_, index) => {
    const answer = answers.get(index);
    if (answer === undefined) throw new Error('a request was left unanswered');
    return answer;
  });
}

function answerOf(
  takedown: NewTakedown,
  world: Parameters<typeof strictestClock>[1],
  now: number,
): IntakeAnswer {
  if (takedown.red === null) return { result: 'minor_route', id: takedown.id };
  const clock = strictestClock(takedown.state, world, now);
  return {
    result: 'accepted',
    id: takedown.id,
    platform: takedown.state.platform,
    deadlineAt: clock?.at ?? null,
    next: takedown.plan.next,
  };
}

function requestedEvent(
  assessed: Assessed | undefined,
  helpline: Helpline,
  by: string,
  at: number,
): EventOf<'requested'> {
  return {
    type: 'requested',
    at,
    by,
    platform: assessed?.platform?.id ?? null,
    host: assessed?.host ?? '',
    ageInImage: assessed === undefined ? 'minor' : 'adult',
    regimes: [...(assessed?.regimes ?? [])],
    countries: [...(assessed?.countries ?? [])],
    locations: assessed?.notice.locations.map((location) => location.kind) ?? [],
    statuses: [...helpline.statuses],
  };
}

function mentionsMinor(input: unknown): boolean {
  const age = fieldOf(input, 'ageInImage');
  return age === 'minor' || age === 'unknown';
}

/** A minor's row may be faulty otherwise: it is still recorded, under its case if that is named. */
function caseOf(input: unknown): string {
  const given = TakedownRequest.shape.case.safeParse(fieldOf(input, 'case'));
  return given.success ? given.data : 'minor-route';
}

function fieldOf(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null ? Reflect.get(input, name) : undefined;
}
