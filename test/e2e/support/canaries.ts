import { post, requestAbout } from './request.ts';

/** Words that stand in red data and nowhere else; posts have numbers, so the URL's is one. */
export const CANARIES = {
  'the URL': '481516234200',
  'the query of the URL': 'canaryquery',
  'a further place of the image': 'canaryplace',
  'the case reference': 'canarycase',
  'the description': 'canarydescription',
  'the statement of non-consent': 'canarystatement',
  'the statement of illegality': 'canaryillegality',
  'the authority': 'canaryauthority',
  'the person shown': 'canarysubject',
  'an earlier report': 'canaryprior',
  'the reference of an earlier report': 'canarypriorreference',
  'a hash of the image': 'ca9a71ca9a71ca9a71ca9a71ca9a71ca',
  "the recipient's reference": 'canaryreference',
  'the words of an answer': 'canaryanswer',
  'the reference in an answer': 'canaryanswerreference',
  'a note': 'canarynote',
} as const;

export const POST = Number(CANARIES['the URL']);
export const UNKNOWN_HOST = `https://nowhere.example/p/${POST}?q=${CANARIES['the query of the URL']}`;

/** A request with a canary in every field that may hold something red. */
export const canaryRequest = (url: string) =>
  requestAbout(url, {
    case: CANARIES['the case reference'],
    more: [{ url: `https://cdn.nowhere.example/${CANARIES['a further place of the image']}`, kind: 'media' }],
    description: CANARIES['the description'],
    statements: {
      nonConsent: CANARIES['the statement of non-consent'],
      illegality: CANARIES['the statement of illegality'],
      goodFaith: true,
      accuracy: true,
    },
    authority: { basis: CANARIES['the authority'], consentedOn: '2026-11-20' },
    subject: { name: CANARIES['the person shown'], country: 'US' },
    countries: ['US'],
    priorReports: [
      {
        by: CANARIES['an earlier report'],
        to: CANARIES['an earlier report'],
        on: '2026-11-01',
        reference: CANARIES['the reference of an earlier report'],
      },
    ],
    hashes: [{ kind: 'md5', value: CANARIES['a hash of the image'] }],
  });

/** Requests that are refused, with canaries where they are refused for. */
export const REFUSED: readonly unknown[] = [
  { ...canaryRequest(post('pixhub', POST)), url: `ftp://${POST}` },
  { ...canaryRequest(post('pixhub', POST)), url: `https://canaryquery:${POST}@nowhere.example/` },
  { ...canaryRequest(post('pixhub', POST)), context: CANARIES['the description'] },
  // A name that looks like one is told, so that it can be corrected; anything else that stands for a name is not.
  { ...canaryRequest(post('pixhub', POST)), [UNKNOWN_HOST]: CANARIES['the authority'] },
  { ...canaryRequest(post('pixhub', POST)), case: `${CANARIES['the case reference']}<>` },
];

/** Each way in which a word may lie in a dump: as it is, in hex, and in base64 wherever it begins. */
export function formsOf(word: string): readonly string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift), Buffer.from(word)]).toString('base64');
    // What its neighbours decide is left away at both ends.
    return padded.slice(shift === 0 ? 0 : shift + 1, -4);
  });
  return [word, Buffer.from(word).toString('hex'), encodeURIComponent(word), ...base64];
}
