/** One place that helps when the person in the image is, or may be, under 18. */
export interface HandOff {
  readonly name: string;
  readonly url: string;
  readonly for: string;
}

/**
 * The hand-off card (DESIGN 6): Redress makes no notice, fetches nothing and keeps no URL when a minor may be shown.
 * The test is the age in the image, not the age today. Sources read 2026-11-22: NCMEC Take It Down and CyberTipline
 * as described in NCMEC's launch release (wtap.com/prnewswire/2023/02/27) and scanerase.com/glossary; Report Remove:
 * iwf.org.uk/what-we-do/why-we-exist/report-remove and childline.org.uk.
 */
export const MINOR_HAND_OFF: readonly HandOff[] = [
  {
    name: 'NCMEC Take It Down',
    url: 'https://takeitdown.ncmec.org',
    for: 'people under 18, a trusted adult for them, and adults whose image was taken before they were 18; worldwide, hashes on the own device',
  },
  {
    name: 'NCMEC CyberTipline',
    url: 'https://report.cybertip.org',
    for: 'reporting a known URL',
  },
  {
    name: 'Report Remove (Childline and IWF)',
    url: 'https://www.childline.org.uk/info-advice/bullying-abuse-safety/online-mobile-safety/report-remove-down/',
    for: 'the young person in the UK, in their own name',
  },
  {
    name: 'INHOPE hotline of the country',
    url: 'https://www.inhope.org',
    for: 'reporting a known URL outside the US and the UK (address unverified)',
  },
];

export const MINOR_RULE =
  'The person shown was, or may have been, under 18 in the image. Redress has sent nothing, fetched nothing and kept no URL. Do not open, copy, save or forward the image. Tell your supervisor.';
