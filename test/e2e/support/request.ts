import type { z } from 'zod';
import type { TakedownRequest } from '../../../src/flow/intake/request.ts';

type RequestInput = z.input<typeof TakedownRequest>;

/** A complete request about a URL, as a helpline makes it. */
export function requestAbout(url: string, more: Partial<RequestInput> = {}): RequestInput {
  return {
    case: 'HL-2026-0200',
    url,
    ageInImage: 'adult',
    role: 'representative',
    authority: {
      basis: 'Written authority of the person shown, held by the helpline',
      consentedOn: '2026-11-20',
    },
    countries: ['IE'],
    shown: 'image',
    context: 'relationship',
    description: 'The only picture in the post',
    statements: {
      nonConsent: 'The person shown did not agree to the publication.',
      illegality: 'Publishing an intimate image without consent is an offence.',
      goodFaith: true,
      accuracy: true,
    },
    ...more,
  };
}

/** The address of a practice post. */
export function post(platform: string, id: number): string {
  return `http://${platform}.practice.test/p/${id}`;
}
