import type { RecipientInput } from '../../../src/catalog/schema/recipient.ts';
import { FACT } from './checks.ts';

type Channels = NonNullable<RecipientInput['channels']>;
export type OneChannel = Channels[string];

export const base = { purpose: 'ncii', title: 'X', ...FACT } as const;
export const mail = (over: object = {}): OneChannel => ({
  ...base,
  kind: 'email',
  to: 'x@site.example',
  subject: 's',
  template: 'notice',
  ...over,
});
export const hand = (over: object = {}): OneChannel => ({
  ...base,
  kind: 'assisted',
  template: 'notice',
  ...over,
});
export const submit = { do: 'submit', at: { label: 'Send' } } as const;
export const form = (over: object = {}): OneChannel => ({
  ...base,
  kind: 'form',
  url: 'https://site.example',
  steps: [submit],
  success: { text: 'ok' },
  ...over,
});
export const api = (request: object = {}, over: object = {}): OneChannel => ({
  ...base,
  kind: 'api',
  request: { url: 'https://site.example/r', ...request },
  ...over,
});
