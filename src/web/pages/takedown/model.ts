import type { TaskKind } from '../../../domain/event.ts';
import type { Outcome } from '../../../domain/outcome.ts';
import type { Send } from '../../../domain/takedown.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Verdict } from '../../../domain/verdict.ts';
import type { Status } from '../../../flow/ledger.ts';
import { outlook } from '../../../flow/people/outlook.ts';
import type { Desk } from '../../../http/desk.ts';
import { takedownOf } from '../../../http/routes/who.ts';
import type { ShownCheck } from '../../../ledger/views/show.ts';
import type { Texts } from '../../i18n/texts.ts';
import { type NextStep, nextStep } from './next-step.ts';
import { namesIn, tell } from './tell.ts';
import { whoIs } from './who-is.ts';

/** All that a page shows of a takedown without its red data. */
export interface TakedownModel {
  readonly id: string;
  readonly caseId: string;
  readonly caseReference: string;
  readonly host: string;
  readonly platform: string | undefined;
  readonly status: Status;
  readonly outcome: Outcome | undefined;
  readonly places: readonly string[];
  readonly laws: readonly string[];
  readonly reportedAt: Instant;
  readonly returns: number;
  readonly next: NextStep;
  readonly climbsAt: Instant | undefined;
  /** `running` false: it would end then, if the notice arrived now. */
  readonly deadline: { readonly at: Instant; readonly law: string; readonly running: boolean } | undefined;
  readonly task: { readonly id: string; readonly kind: TaskKind } | undefined;
  readonly story: readonly { readonly at: Instant; readonly text: string; readonly by: string | undefined }[];
  readonly notices: readonly NoticeLine[];
  readonly checks: readonly ShownCheck[];
  /** Whether the reader may change anything about it. */
  readonly mayAct: boolean;
  /** Whether the reader may see what is red. */
  readonly mayReveal: boolean;
}

export interface NoticeLine {
  readonly key: string;
  readonly to: string;
  readonly by: string;
  readonly at: Instant;
  readonly result: NonNullable<Send['delivery']>['result'] | 'underway';
  readonly hasReference: boolean;
  readonly replies: readonly { readonly at: Instant; readonly text: string }[];
}

/** @throws RedressError `takedown_unknown` */
export async function takedownModel(desk: Desk, id: string, t: Texts): Promise<TakedownModel> {
  const { line, state } = await takedownOf(desk, id);
  const found = await desk.views.redacted(id);
  const world = await desk.deps.worlds.current();
  const { caller, deps } = desk;
  const names = namesIn(deps.catalog);
  const { next, climbsAt, clock } = outlook(state, world, deps.clock.now());
  const access =
    caller.kind === 'ops'
      ? undefined
      : line.helplineId === caller.helplineId
        ? 'own'
        : await desk.shares.accessOf(line.caseId, caller.helplineId);
  const person = await whoIs(
    desk,
    line.helplineId,
    t,
    (found?.events ?? []).flatMap(({ event }) => ('by' in event ? [event.by] : [])),
  );
  const mayAct = access === 'own' || access === 'act';
  return {
    id: line.id,
    caseId: line.caseId,
    caseReference: line.caseReference,
    host: line.host,
    platform: line.platform === null ? undefined : names.recipient(line.platform),
    status: line.status,
    outcome: state.outcome,
    places: state.locations.map((kind) => t.words.location[kind]),
    laws: state.regimes.map((regime) => deps.catalog.regimes.get(regime)?.name ?? regime),
    reportedAt: line.createdAt,
    returns: state.cycle,
    next: nextStep(next, t, names),
    climbsAt,
    deadline:
      clock === null
        ? undefined
        : {
            at: clock.at,
            law: deps.catalog.regimes.get(clock.regime)?.name ?? clock.regime,
            running: clock.running,
          },
    task: state.task,
    story: (found?.events ?? []).map(({ event }) => ({
      at: event.at,
      text: tell(event, t, names),
      by: 'by' in event && event.type !== 'checked' ? person(event.by) : undefined,
    })),
    notices: state.sends.map((send) => ({
      key: send.noticeKey,
      to: names.recipient(send.recipient),
      by: names.channel(send.recipient, send.channel),
      at: send.settledAt ?? send.intendedAt,
      result: send.delivery?.result ?? 'underway',
      hasReference: send.hasReference,
      replies: send.replies.map(({ at, kind, reason }) => ({
        at,
        text:
          reason === undefined ? t.words.reply[kind] : `${t.words.reply[kind]}: ${t.words.refusal[reason]}`,
      })),
    })),
    checks: found?.checks ?? [],
    mayAct,
    mayReveal: mayAct && caller.kind === 'helpline' && caller.role === 'lead',
  };
}

export function verdictText(verdict: string, t: Texts): string {
  const known: Readonly<Record<string, string>> = t.words.verdict satisfies Record<Verdict, string>;
  return known[verdict] ?? verdict;
}
