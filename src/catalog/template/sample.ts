// Stryker disable StringLiteral: invented values; templates are rendered with them, and nothing reads what they say.
import { Notice } from '../../domain/notice.ts';
import type { NoticeView } from '../view.ts';

const FULL: Notice = Notice.parse({
  locations: [
    { url: 'https://site.example/post/1' },
    { url: 'https://media.site.example/1.jpg', kind: 'media' },
  ],
  claimant: {
    role: 'representative',
    organisation: 'Sample Helpline',
    name: 'Sam Sample',
    email: 'desk@helpline.example',
    phone: '+1 202 555 0100',
    postalAddress: '1 Sample Street, Sampletown',
    country: 'IE',
  },
  authority: { basis: 'written authority of the adult concerned', consentedOn: '2026-01-02' },
  subject: { name: 'Pat Placeholder', country: 'IE' },
  depiction: { shown: 'image', context: 'relationship', description: 'the first picture of the post' },
  statements: {
    nonConsent: 'The person shown did not consent to the publication.',
    goodFaith: true,
    accuracy: true,
    illegality: 'Sample Act, section 1',
  },
  signature: { name: 'Sam Sample', signedOn: '2026-01-03' },
  priorReports: [{ by: 'the person shown', to: 'the site', on: '2026-01-01', reference: 'R-1' }],
  hashes: [{ kind: 'md5', value: '00112233445566778899aabbccddeeff' }],
});

/** The least that a notice can be: everything that may be left out is. */
const BARE: Notice = Notice.parse({
  locations: [{ url: 'https://site.example/post/1' }],
  claimant: { role: 'subject', name: 'Sam Sample', email: 'desk@helpline.example' },
});

/** Invented views to render templates with: one that has everything, one that has the least. */
export function sampleViews(content: Readonly<Record<string, string>>): {
  full: NoticeView;
  bare: NoticeView;
} {
  const full: NoticeView = {
    notice: FULL,
    urls: FULL.locations.map((location) => location.url),
    content,
    host: 'site.example',
    takedown: { id: 'td_sample', caseReference: 'CASE-1' },
    helpline: {
      name: 'Sample Helpline',
      organisation: 'Sample Helpline Foundation',
      signer: 'Sam Sample',
      email: 'desk@helpline.example',
      phone: '+1 202 555 0100',
      postalAddress: '1 Sample Street, Sampletown',
      country: 'IE',
    },
    recipient: { id: 'sample', name: 'Sample', kind: 'platform' },
    platform: { id: 'sample', name: 'Sample' },
    regimes: [{ id: 'sample-act', name: 'Sample Act', citation: 'Sample Act, section 1', deadlineHours: 48 }],
    policies: [{ title: 'Rules', clause: '1', url: 'https://site.example/rules', readOn: '2026-01-01' }],
    previous: [{ recipient: 'Sample', sentOn: '2026-01-03T09:00:00Z', reference: 'R-2' }],
    cycle: 1,
    now: '2026-01-04T09:00:00Z',
    deadline: '2026-01-06T09:00:00Z',
    replyTo: 'desk+tag@helpline.example',
    tag: 'RDR-sample',
  };
  const bare: NoticeView = {
    ...full,
    notice: BARE,
    urls: BARE.locations.map((location) => location.url),
    helpline: { ...full.helpline, phone: '', postalAddress: '' },
    regimes: [],
    policies: [],
    previous: [],
    cycle: 0,
    deadline: '',
  };
  return { full, bare };
}
