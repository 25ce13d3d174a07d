import { expect, it } from 'vitest';
import { EVENT_TYPES } from '../../../src/domain/event.ts';
import { NewWebhook, WEBHOOK_EVENTS } from '../../../src/wire/webhook.ts';
import { text } from './sources.ts';

it('docs/webhooks.md names every kind of event that the record has, and no other', () => {
  const [, list = ''] =
    /Types are\s+`takedown\.` and the event's name:(.*?)More may come/s.exec(text('docs/webhooks.md')) ?? [];
  const named = [...list.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(EVENT_TYPES.toSorted());
});

it('each of them can be subscribed to by its name, all together too', () => {
  const events = [...WEBHOOK_EVENTS];
  expect(new Set(events).size).toBe(EVENT_TYPES.length);
  expect(NewWebhook.parse({ url: 'https://hooks.helpline.example/', events }).events).toEqual(events);
});
