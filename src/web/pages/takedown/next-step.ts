import type { Decision } from '../../../domain/decision.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { Names } from './tell.ts';

/** What comes next in words, when, and why. */
export interface NextStep {
  readonly what: string;
  /** Null: at no set time. */
  readonly at: Instant | null;
  readonly why: string | undefined;
}

export function nextStep(decision: Decision, { takedown: t }: Texts, names: Names): NextStep {
  switch (decision.do) {
    case 'send': {
      const to = names.recipient(decision.recipient);
      const by = names.channel(decision.recipient, decision.channel);
      const what = decision.try > 1 ? t.next.sendAgain(to, by) : t.next.send(to, by);
      return { what, at: decision.at, why: t.because[decision.why] };
    }
    case 'check': {
      const { purpose, at } = decision;
      const why = purpose === 'watch' || purpose === 'confirm' ? t.because[purpose] : undefined;
      return { what: t.next[purpose], at, why };
    }
    case 'poll':
      return { what: t.next.poll(names.recipient(decision.recipient)), at: decision.at, why: undefined };
    case 'wait':
      return { what: t.next[decision.why], at: decision.until, why: undefined };
    default:
      return { what: t.next.soon, at: null, why: undefined };
  }
}
