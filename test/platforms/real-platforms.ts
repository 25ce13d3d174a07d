import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { loadCatalog } from '../../src/catalog/load.ts';
import { renderOrder } from '../../src/catalog/render/order.ts';
import type { RenderedOrder } from '../../src/catalog/rendered.ts';
import type { NoticeView } from '../../src/catalog/view.ts';
import { Notice, type NoticeInput } from '../../src/domain/notice.ts';

const ROOT = fileURLToPath(new URL('../../platforms', import.meta.url));

/** All files below platforms/ but the practice platforms. */
export const FILES = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(yaml|liquid)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path: relative(ROOT, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
  .filter((file) => !file.path.startsWith('practice/'))
  .sort((a, b) => (a.path < b.path ? -1 : 1));

export const CATALOG: Catalog = loadCatalog(FILES);

export function recipient(id: string) {
  const found = CATALOG.recipients.get(id);
  if (found === undefined) throw new Error(`no file for ${id}`);
  return found;
}

export function regime(id: string) {
  const found = CATALOG.regimes.get(id);
  if (found === undefined) throw new Error(`no file for ${id}`);
  return found;
}

/** An invented notice that has every part; each red part holds a word that is found nowhere else. */
export const FULL_NOTICE = {
  locations: [{ url: 'https://pages.site-red.test/post/1' }],
  claimant: {
    role: 'representative',
    organisation: 'Org Claimantred',
    name: 'Nora Claimantred',
    email: 'nora@claimantred.test',
    phone: '+44 20 7946 0001',
    postalAddress: '1 Claimantred Street',
    country: 'GB',
  },
  authority: { basis: 'signed authority Authorityred', consentedOn: '2026-11-01' },
  subject: { name: 'Subjectred Person', country: 'GB' },
  depiction: { shown: 'image', context: 'relationship', description: 'second picture Depictionred' },
  statements: {
    nonConsent: 'It was sent in private Consentred.',
    goodFaith: true,
    accuracy: true,
    illegality: 'Offence Illegalred',
  },
  signature: { name: 'Signed Signaturered', signedOn: '2026-11-02' },
  priorReports: [{ by: 'the person shown', to: 'Desk Priorred', on: '2026-10-30', reference: 'P-red' }],
  hashes: [{ kind: 'md5', value: '00112233445566778899aabbccddeeff' }],
} satisfies NoticeInput;

/** The view that the flow would make of a notice; `more` replaces parts of it. */
export function viewOf(input: NoticeInput = FULL_NOTICE, more: Partial<NoticeView> = {}): NoticeView {
  const notice = Notice.parse(input);
  return {
    notice,
    urls: notice.locations.map((location) => location.url),
    content: { id: '100000000000000001', user: 'someone.example' },
    host: new URL(notice.locations[0]?.url ?? 'https://none.test').hostname,
    takedown: { id: 'td-1', caseReference: 'Casered-7' },
    helpline: {
      name: 'Test Helpline',
      organisation: 'Test Helpline Foundation',
      signer: 'Signerred Name',
      email: 'desk@helpline-red.test',
      phone: '+44 20 7946 0002',
      postalAddress: '2 Helplinered Street',
      country: 'GB',
    },
    recipient: { id: 'telegram', name: 'Telegram', kind: 'platform' },
    platform: { id: 'telegram', name: 'Telegram' },
    regimes: [...CATALOG.regimes.values()].map(({ id, name, citation, deadline }) => ({
      id,
      name,
      citation,
      deadlineHours: deadline === undefined ? null : deadline / 3_600_000,
    })),
    policies: [{ title: 'House Rules', clause: 'Rule 9', url: 'https://rules.test/9', readOn: '2026-11-01' }],
    previous: [{ recipient: 'Earlier Desk', sentOn: '2026-11-03T10:00:00Z', reference: 'Previousred-1' }],
    cycle: 0,
    now: '2026-11-06T10:00:00Z',
    deadline: '2026-11-08T10:00:00Z',
    replyTo: 'desk+reply-red@helpline-red.test',
    tag: 'RDR-tag-1',
    ...more,
  };
}

/** What is red in `viewOf()`: none of it may stand in an e-mail's subject (DESIGN 6). */
export const RED =
  /[A-Z][a-z]+red\b|P-red|reply-red|helpline-red|claimantred|site-red|someone\.example|0{14}|00112233|7946/;

export function render(recipientId: string, channelId: string, view: NoticeView = viewOf()): RenderedOrder {
  return renderOrder(recipient(recipientId), channelId, view, CATALOG);
}

const FOUND = { uri: 'at://did:plc:test/app.bsky.feed.post/1', cid: 'bafytest', account: '42' };

/** The report of an api channel, and the lookups before it. */
export function renderApi(recipientId: string, channelId: string, view: NoticeView = viewOf()) {
  const order = render(recipientId, channelId, view);
  if (order.kind !== 'api') throw new Error(`${recipientId}/${channelId} is no api channel`);
  return {
    request: order.render(FOUND),
    lookups: order.lookups.map((one) => ({ ...one, request: one.render({}) })),
  };
}

/** All that a channel would send or hand over, as one text. */
export function allText(order: RenderedOrder): string {
  if (order.kind !== 'api') return JSON.stringify(order);
  return JSON.stringify([order.render(FOUND), order.lookups.map((lookup) => lookup.render({}))]);
}

/** Each channel of each recipient, as rows of a table. */
export const CHANNELS = [...CATALOG.recipients.values()].flatMap((one) =>
  Object.entries(one.channels).map(([id, channel]) => ({ recipientId: one.id, id, channel })),
);
