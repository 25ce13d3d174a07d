import type { z } from 'zod';
import { Signal } from '../../../src/catalog/schema/removal.ts';
import type { Answer } from '../../../src/checks/answer.ts';

export const PAGE = 'https://site.example/video/123?viewkey=abc';

/** A plain answer: a page that is there, with what the row says otherwise. */
export function answer(more: Partial<Answer> = {}): Answer {
  const hops = more.hops ?? [];
  const asked = more.asked ?? PAGE;
  return {
    outcome: 'answer',
    kind: 'page',
    asked,
    finalUrl: hops.at(-1)?.to ?? asked,
    hops,
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: text('<html><title>A video</title><body>watch this</body></html>'),
    ...more,
  };
}

export function text(content: string, truncated = false): Answer['body'] {
  return { read: 'text', text: content, truncated };
}

export function rendered(title: string, content: string): Answer['body'] {
  return { read: 'rendered', title, text: content };
}

export function json(value: unknown, more: Partial<Answer> = {}): Answer {
  return answer({
    kind: 'api',
    headers: { 'content-type': 'application/json' },
    body: text(JSON.stringify(value)),
    ...more,
  });
}

/** A redirect chain: every target after the asked URL, with one status for all. */
export function via(...targets: string[]): Pick<Answer, 'hops'> {
  return { hops: targets.map((to) => ({ status: 302, to })) };
}

export function signal(
  when: z.input<typeof Signal>['when'],
  verdict: Signal['verdict'] = 'gone',
  on: Signal['on'] = ['page', 'api', 'media', 'cache'],
): Signal {
  return Signal.parse({
    id: 'told-so',
    on,
    when,
    verdict,
    source: 'invented for this test',
    confidence: 'unverified',
  });
}
