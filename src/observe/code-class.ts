/** What a delivery's code comes down to for ops: who has to look at it. */
export const CODE_CLASSES = [
  'ok',
  '3xx',
  '4xx',
  '429',
  '5xx',
  'network',
  'timeout',
  'login',
  'missing',
  'form',
  'answer',
  'outbound',
  'browser',
  'person',
  'internal',
  'other',
] as const;
export type CodeClass = (typeof CODE_CLASSES)[number];

/** The first that fits. SMTP and HTTP share their first digits on purpose: 4xx of SMTP passes, 4xx of HTTP does not. */
const RULES: readonly (readonly [RegExp, CodeClass])[] = [
  [/^(smtp|http)_2\d\d$|^(form_confirmed|duplicate)$/, 'ok'],
  [/^http_429$/, '429'],
  [/^(smtp|http)_3\d\d$/, '3xx'],
  [/^(smtp|http)_4\d\d$/, '4xx'],
  [/^(smtp|http)_5\d\d$/, '5xx'],
  [/^((smtp|http)_)?timeout$|^(timed_out|total_timeout|page_slow)$/, 'timeout'],
  [
    /^((smtp|http)_)?(connection_refused|connection_lost|network_unreachable|dns|tls|network|lost)$|^net_\w+$/,
    'network',
  ],
  [/^(smtp_auth|oauth_\w+|login\w*)$/, 'login'],
  [/^(missing|bad_secret)\w*$/, 'missing'],
  [/^(step|form|page|drift|submit)(_\w+)?$|^no_(steps|success_expectation)$/, 'form'],
  [/^(lookup|status)_\w+$|^http_unreadable$/, 'answer'],
  [/^outbound_\w+$/, 'outbound'],
  [/^browser\w*$/, 'browser'],
  [/^(assisted|unchecked|captcha\w*|unknown_delivery)$/, 'person'],
  [
    /^(internal_error|bad_request|channel_unknown|worker_lost|ledger_unreachable|erased|closed|((smtp|http)_)?aborted)$/,
    'internal',
  ],
];

/** The class of a delivery's code. Codes are many, since they name steps and fields; classes are few. */
export function codeClass(code: string): CodeClass {
  return RULES.find(([pattern]) => pattern.test(code))?.[1] ?? 'other';
}
