import type { Helpline } from '../flow/ledger.ts';

/** Who submits in the sandbox when no token says otherwise. Invented: it signs notices to practice platforms only. */
export const PRACTICE_HELPLINE: Helpline = {
  id: 'practice-helpline',
  name: 'Practice Helpline',
  organisation: 'Practice Helpline (sandbox)',
  signer: 'A. Practitioner',
  email: 'notices@helpline.practice.test',
  phone: '+353 1 000 0000',
  postalAddress: '1 Practice Street, Dublin',
  country: 'IE',
  statuses: [],
};

/** Where answers of practice desks would go. */
export const PRACTICE_REPLIES = 'replies@helpline.practice.test';
