import { setTimeout as sleep } from 'node:timers/promises';
import { FeedMessage } from '../../wire/webhook.ts';
import { RedressClientError } from '../error.ts';
import type { Transport } from './transport.ts';

export interface FollowOptions {
  /** Go on after the message with this id. */
  readonly after?: string | undefined;
  /** Ends the stream. */
  readonly signal: AbortSignal;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

/**
 * What happens, as it happens (server-sent events), until the signal. A stream that breaks off is taken up again where
 * it was; when Redress refuses (a token that was revoked), that is thrown.
 */
export async function* followEvents(
  { open }: Transport,
  { after, signal }: FollowOptions,
): AsyncGenerator<FeedMessage, void, undefined> {
  let last = after;
  for (let pause = FIRST_PAUSE; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      const headers = {
        accept: 'text/event-stream',
        ...(last === undefined ? {} : { 'last-event-id': last }),
      };
      const response = await open('/v1/events', headers, signal);
      pause = FIRST_PAUSE;
      for await (const message of messagesOf(response)) {
        yield message;
        last = message.id;
      }
    } catch (error) {
      if (signal.aborted) return;
      const { status } = error instanceof RedressClientError ? error : { status: undefined };
      if (status !== undefined && status < 500 && status !== 429) throw error;
    }
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

async function* messagesOf(response: Response): AsyncGenerator<FeedMessage, void, undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5).trimStart())
        .join('\n');
      if (data !== '') yield FeedMessage.parse(JSON.parse(data));
    }
  }
}
