/** A helpline with invented data. */
export const HELPLINE = {
  id: 'helpline_a',
  name: 'Helpline A',
  organisation: 'A e.V.',
  signer: 'Ada Example',
  email: 'reports@helpline.example',
  country: 'DE',
  statuses: ['bigsite:trusted_flagger'],
} as const;
