import type { World } from '../../decide/world.ts';
import type { EventOf } from '../../domain/event.ts';
import { born } from '../../domain/fold.ts';
import type { CaseId } from '../../domain/ids.ts';
import { advance } from '../advance.ts';
import type { IntakeDeps } from '../deps.ts';
import type { Helpline, NewTakedown } from '../ledger.ts';
import type { IntakeAnswer } from './answer.ts';
import { type Assessed, assess } from './assess.ts';
import { problemsOf } from './problems.ts';
import { TakedownRequest } from './request.ts';

/** Whose requests are taken in, and as things are known now. */
export interface Batch {
  readonly helpline: Helpline;
  readonly by: string;
  readonly world: World;
  readonly now: number;
}

/** A request that becomes a takedown. Nothing is assessed, and so kept, of one that may show a minor. */
export interface Passed {
  readonly reference: string;
  readonly assessed: Assessed | undefined;
}

/** Validates one request and runs the gates (DESIGN 6). Pure. */
export function pass(
  deps: Pick<IntakeDeps, 'catalog'>,
  { helpline, now }: Batch,
  input: unknown,
): Passed | Extract<IntakeAnswer, { readonly result: 'rejected' }> {
  const parsed = TakedownRequest.safeParse(input);
  // The gate comes before everything else, so a bad field elsewhere cannot let a minor's URL be kept.
  if (!parsed.success) {
    return mentionsMinor(input)
      ? { reference: caseOf(input), assessed: undefined }
      : { result: 'rejected', problems: problemsOf(parsed.error) };
  }
  const { case: reference, ageInImage } = parsed.data;
  if (ageInImage !== 'adult') return { reference, assessed: undefined };
  const today = new Date(now).toISOString().slice(0, 10);
  const assessed = assess(parsed.data, helpline, deps.catalog, today);
  return 'problems' in assessed
    ? { result: 'rejected', problems: assessed.problems }
    : { reference, assessed: assessed.ok };
}

/** The new takedown with its first decision. */
export function newTakedown(
  deps: Pick<IntakeDeps, 'newTakedownId' | 'newTaskId'>,
  { helpline, by, world, now }: Batch,
  { assessed }: Passed,
  caseId: CaseId,
): NewTakedown {
  const id = deps.newTakedownId();
  const requested = requestedEvent(assessed, helpline, by, now);
  const { change } = advance(born(id, requested), [{ event: requested }], world, now, deps.newTaskId, true);
  const red = assessed === undefined ? null : { notice: assessed.notice, content: assessed.content };
  const normalisedUrl = assessed?.normalisedUrl ?? null;
  return { id, caseId, helplineId: helpline.id, red, normalisedUrl, ...change };
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

/** The gate of DESIGN 6, on what nobody has validated yet. */
export function mentionsMinor(input: unknown): boolean {
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
