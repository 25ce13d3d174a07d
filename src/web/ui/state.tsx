import type { OutcomeKind } from '../../domain/outcome.ts';
import type { Status } from '../../flow/ledger.ts';
import { useText } from '../layout/view.ts';
import { Badge } from './badge.tsx';
import type { Tone } from './callout.tsx';

const OF_STATUS: Readonly<Record<Status, Tone>> = {
  queued: 'info',
  running: 'info',
  waiting: 'quiet',
  person: 'warn',
  paused: 'warn',
  ended: 'quiet',
};

const OF_OUTCOME: Readonly<Record<OutcomeKind, Tone>> = {
  removed: 'ok',
  already_gone: 'ok',
  delisted: 'ok',
  restricted: 'warn',
  unreachable: 'quiet',
  refused: 'bad',
  no_response: 'bad',
  exhausted: 'bad',
  withdrawn: 'quiet',
  minor_route: 'quiet',
};

/** Where a takedown stands: its outcome when it has ended, else its state. */
export function State({ status, outcome }: { status: Status; outcome: OutcomeKind | null | undefined }) {
  const { words } = useText();
  return outcome === null || outcome === undefined ? (
    <Badge tone={OF_STATUS[status]}>{words.status[status]}</Badge>
  ) : (
    <Badge tone={OF_OUTCOME[outcome]}>{words.outcome[outcome]}</Badge>
  );
}
