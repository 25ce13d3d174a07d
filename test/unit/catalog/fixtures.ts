import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { SourceFile } from '../../../src/catalog/files/source-file.ts';
import { loadCatalog } from '../../../src/catalog/load.ts';
import type { Recipient } from '../../../src/catalog/schema/recipient.ts';
import type { NoticeView } from '../../../src/catalog/view.ts';
import { RedressError } from '../../../src/domain/errors.ts';
import { Notice, type NoticeInput } from '../../../src/domain/notice.ts';
import { CHIRP, FEDI, HOSTCO, REGIMES, SEEKER, TEMPLATES } from './fixture-files.ts';

/** Files that load without a fault; `changes` replaces files by path (null: leaves them out) or adds some. */
export function files(changes: Readonly<Record<string, string | null>> = {}): SourceFile[] {
  const all = new Map<string, string | null>([
    ['sites/chirp.yaml', CHIRP],
    ['hosts/hostco.yaml', HOSTCO],
    ['search/seeker.yaml', SEEKER],
    ['sites/fedi.yaml', FEDI],
    ...[...REGIMES, ...TEMPLATES].map((file): [string, string] => [file.path, file.text]),
    ...Object.entries(changes),
  ]);
  return [...all].flatMap(([path, text]) => (text === null ? [] : [{ path, text }]));
}

export const catalogOf = (changes: Readonly<Record<string, string | null>> = {}): Catalog =>
  loadCatalog(files(changes));

export function recipientOf(catalog: Catalog, id: string): Recipient {
  const found = catalog.recipients.get(id);
  if (found === undefined) throw new Error(`the fixtures have no ${id}`);
  return found;
}

/** A claimant who is the person shown. */
export const AS_SUBJECT = { role: 'subject', name: 'Robin Reed', email: 'desk@harbour.example' } as const;

export function noticeOf(changes: Partial<NoticeInput> = {}): Notice {
  return Notice.parse({
    locations: [
      { url: 'https://chirp.com/ann/status/12' },
      { url: 'https://chirpimg.com/12.jpg', kind: 'media' },
    ],
    claimant: {
      role: 'representative',
      organisation: 'Harbour Helpline',
      name: 'Robin Reed',
      email: 'desk@harbour.example',
    },
    authority: { basis: 'a signed authority', consentedOn: '2026-10-01' },
    subject: { name: 'Secret Subject', country: 'US' },
    depiction: { shown: 'image', context: 'relationship' },
    statements: { nonConsent: 'She never agreed to this.', goodFaith: true },
    signature: { name: 'Robin Reed', signedOn: '2026-10-02' },
    ...changes,
  });
}

export function viewOf(changes: Partial<NoticeView> = {}): NoticeView {
  const notice = changes.notice ?? noticeOf();
  return {
    notice,
    urls: notice.locations.map((location) => location.url),
    content: { user: 'ann', id: '12' },
    host: 'chirp.com',
    takedown: { id: 'td_1', caseReference: 'C-1' },
    helpline: {
      name: 'Harbour',
      organisation: 'Harbour Helpline',
      signer: 'Robin Reed',
      email: 'desk@harbour.example',
      phone: '',
      postalAddress: '',
      country: 'IE',
    },
    recipient: { id: 'chirp', name: 'Chirp', kind: 'platform' },
    platform: { id: 'chirp', name: 'Chirp' },
    regimes: [{ id: 'act-48', name: 'ACT-48', citation: 'Invented, section 1', deadlineHours: 48 }],
    policies: [],
    previous: [{ recipient: 'Hostco', sentOn: '2026-10-01T00:00:00Z', reference: 'H-7' }],
    cycle: 0,
    now: '2026-10-03T10:00:00Z',
    deadline: '2026-10-05T10:00:00Z',
    replyTo: 'desk+t1@harbour.example',
    tag: 'RDR-t1',
    ...changes,
  };
}

/** The RedressError that `act` throws. */
export function errorOf(act: () => unknown): RedressError {
  try {
    act();
  } catch (error) {
    if (error instanceof RedressError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
