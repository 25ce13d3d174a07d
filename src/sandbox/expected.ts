import type { HandoverReason } from '../domain/delivery.ts';
import type { TaskKind } from '../domain/event.ts';
import type { OutcomeKind, RefusalReason } from '../domain/outcome.ts';

/** How a takedown of examples/takedowns.csv ends. */
export type Expected =
  | {
      readonly outcome: OutcomeKind;
      readonly reason?: RefusalReason | undefined;
      /** How often the image comes back before the end counts; 0 when left out. */
      readonly cycles?: number | undefined;
    }
  /** It stops here until a person has acted. */
  | { readonly waitsFor: TaskKind; readonly reason?: HandoverReason | undefined }
  /** Intake does not take it, with this error code. */
  | { readonly rejected: string };

/** The ends of the example file's rows, by the `url` column as it stands there. */
export const EXPECTED: Readonly<Record<string, Expected>> = {
  'http://pixhub.practice.test/p/1001': { outcome: 'removed' },
  'http://looply.practice.test/p/2001': { outcome: 'removed' },
  'http://letterbox.practice.test/p/3001': { outcome: 'removed' },
  'http://gatekeep.practice.test/p/4001': { waitsFor: 'send_by_hand', reason: 'captcha' },
  'http://deafly.practice.test/p/5001': { outcome: 'removed' },
  'http://wobbly.practice.test/p/6001': { outcome: 'removed' },
  'http://wobbly-mail.practice.test/p/6002': { outcome: 'removed' },
  'http://refusenik.practice.test/p/7001': { outcome: 'refused', reason: 'not_a_violation' },
  'http://boomerang.practice.test/p/8001': { outcome: 'removed', cycles: 1 },
  'http://borderline.practice.test/p/9001': { outcome: 'restricted' },
  'http://wallflower.practice.test/p/9101': { waitsFor: 'look_by_hand' },
  'http://longgone.practice.test/p/9201': { outcome: 'already_gone' },
  'https://somewhere.example/p/1': { waitsFor: 'find_platform' },
  'http://letterbox.practice.test/p/3999': { outcome: 'minor_route' },
  'http:/pixhub practice test/p/1002': { rejected: 'url_malformed' },
};
