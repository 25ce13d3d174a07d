import { Recipient, type RecipientInput } from '../../../src/catalog/schema/recipient.ts';
import { Regime } from '../../../src/catalog/schema/regime.ts';
import type { World } from '../../../src/decide/world.ts';

const fact = { source: 'a test', checkedOn: '2026-11-23', confidence: 'sourced' } as const;

/** A platform with three ways in, a host above it, a search engine and a regulator. */
const RECIPIENTS: readonly RecipientInput[] = [
  {
    id: 'site',
    name: 'Site',
    kind: 'platform',
    category: 'test',
    sources: ['a test'],
    regimes: ['two-days'],
    channels: {
      api: {
        kind: 'api',
        purpose: 'ncii',
        title: 'API',
        ...fact,
        request: { url: 'https://site.example/report', idempotencyHeader: 'Idempotency-Key' },
        status: {
          request: { method: 'GET', url: 'https://site.example/report/{{ reference }}' },
          every: 'PT1H',
          upTo: 20,
          pointer: '/state',
          means: [{ words: ['done'], reply: 'says_gone' }],
        },
      },
      form: {
        kind: 'form',
        purpose: 'ncii',
        title: 'Form',
        ...fact,
        url: 'https://site.example/form',
        steps: [{ do: 'submit', at: { role: 'button', name: 'Send' } }],
      },
      mail: {
        kind: 'email',
        purpose: 'privacy',
        title: 'Mail',
        ...fact,
        to: 'desk@site.example',
        subject: 's',
        template: 'ncii-notice',
      },
      copyright: {
        kind: 'email',
        purpose: 'copyright',
        title: 'DMCA',
        ...fact,
        to: 'dmca@site.example',
        subject: 's',
        template: 'ncii-notice',
      },
      flagger: {
        kind: 'email',
        purpose: 'trusted_flagger',
        needsStatus: 'trusted_flagger',
        title: 'Flaggers',
        ...fact,
        to: 'flag@site.example',
        subject: 's',
        template: 'ncii-notice',
      },
    },
    ladder: [
      { channels: ['copyright', 'flagger', 'api', 'mail'], wait: 'deadline' },
      { channels: ['form'], wait: 'P1D' },
      { to: 'hoster', channels: ['abuse'], wait: 'P2D' },
      { to: 'authority', channels: ['complaint'], wait: 'P7D', regimes: ['two-days'] },
    ],
  },
  {
    id: 'hoster',
    name: 'Hoster',
    kind: 'host',
    category: 'test',
    sources: ['a test'],
    channels: {
      abuse: {
        kind: 'email',
        purpose: 'abuse',
        title: 'Abuse',
        ...fact,
        to: 'abuse@hoster.example',
        subject: 's',
        template: 'host-notice',
      },
    },
  },
  {
    id: 'authority',
    name: 'Authority',
    kind: 'regulator',
    category: 'test',
    sources: ['a test'],
    channels: { complaint: { kind: 'assisted', purpose: 'complaint', title: 'Complaint', ...fact } },
  },
  {
    id: 'finder',
    name: 'Finder',
    kind: 'search',
    category: 'test',
    sources: ['a test'],
    channels: { delist: { kind: 'assisted', purpose: 'ncii', title: 'Delisting', ...fact } },
    ladder: [{ channels: ['delist'], wait: 'P2D' }],
  },
  { id: 'mute', name: 'No way in', kind: 'platform', category: 'test', sources: ['a test'] },
  {
    id: 'formonly',
    name: 'Form only',
    kind: 'platform',
    category: 'test',
    sources: ['a test'],
    channels: {
      form: {
        kind: 'form',
        purpose: 'ncii',
        title: 'Form',
        ...fact,
        url: 'https://formonly.example/form',
        steps: [{ do: 'submit', at: { role: 'button', name: 'Send' } }],
      },
    },
    ladder: [{ channels: ['form'], wait: 'PT12H' }],
  },
];

const REGIMES = [
  Regime.parse({
    id: 'two-days',
    name: 'Two days',
    statute: 'a test',
    jurisdictions: ['US'],
    deadline: 'PT48H',
    inForceFrom: '2020-01-01',
    elements: [{ id: 'signature', text: 'a signature', fields: ['signature.name'] }],
    citation: 'a test',
    sources: ['a test'],
    ...fact,
  }),
  Regime.parse({
    id: 'some-day',
    name: 'Not in force',
    statute: 'a test',
    jurisdictions: ['GB'],
    deadline: 'PT1H',
    elements: [{ id: 'signature', text: 'a signature', fields: ['signature.name'] }],
    citation: 'a test',
    sources: ['a test'],
    ...fact,
  }),
];

export function testWorld(over: Partial<World> = {}): World {
  const recipients = RECIPIENTS.map((input) => Recipient.parse(input));
  return {
    mode: 'live',
    recipients: new Map(recipients.map((recipient) => [recipient.id, recipient])),
    regimes: new Map(REGIMES.map((regime) => [regime.id, regime])),
    verified: new Set(
      recipients.flatMap((r) => Object.keys(r.channels).map((channel) => `${r.id}/${channel}`)),
    ),
    drifted: new Set(),
    resting: new Map(),
    ...over,
  };
}
