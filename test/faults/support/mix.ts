import { post } from '../../e2e/support/request.ts';

/** `ladder`: an API that cannot tell a repeat, and after it, a minute later, its host by mail. */
export type Channel = 'email' | 'api' | 'form' | 'check' | 'ladder';

/** The practice platforms of a run: how many of a hundred takedowns each gets, and what must come of them. */
const SHARES = [
  { platform: 'letterbox', channel: 'email', share: 33, outcome: 'removed' },
  { platform: 'wobbly-mail', channel: 'email', share: 6, outcome: 'removed' },
  { platform: 'deafly', channel: 'ladder', share: 4, outcome: 'removed' },
  { platform: 'pixhub', channel: 'api', share: 35, outcome: 'removed' },
  { platform: 'looply', channel: 'form', share: 5, outcome: 'removed' },
  { platform: 'longgone', channel: 'check', share: 17, outcome: 'already_gone' },
] as const;

export interface Planned {
  readonly platform: string;
  readonly channel: Channel;
  readonly outcome: string;
  readonly post: string;
  readonly url: string;
}

/** `count` takedowns over these channels, the channels well mixed, each about a post of its own. */
export function mix(count: number, channels: readonly Channel[], firstPost = 10_000): readonly Planned[] {
  const used = SHARES.filter(({ channel }) => channels.includes(channel));
  const whole = used.reduce((sum, { share }) => sum + share, 0);
  const owed = used.map(() => 0);
  return Array.from({ length: count }, (_, index) => {
    for (const [at, { share }] of used.entries()) owed[at] = (owed[at] ?? 0) + share;
    const most = owed.indexOf(Math.max(...owed));
    const next = used[most];
    if (next === undefined) throw new Error('no platform has these channels');
    owed[most] = (owed[most] ?? 0) - whole;
    const { platform, channel, outcome } = next;
    const id = firstPost + index;
    return { platform, channel, outcome, post: String(id), url: post(platform, id) };
  });
}
