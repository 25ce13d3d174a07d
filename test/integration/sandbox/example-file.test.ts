import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  AGES_IN_IMAGE,
  CLAIMANT_ROLES,
  CONTEXTS,
  Location,
  PriorReport,
  SHOWN,
} from '../../../src/domain/notice.ts';
import { EXPECTED } from '../../../src/sandbox/index.ts';

const text = z.string();
const yesNo = z.enum(['yes', 'no']);
const Row = z.strictObject({
  case_reference: text.regex(/^HL-\d{4}-\d{4}$/),
  url: text.min(1),
  more_urls: text,
  age_in_image: z.enum(AGES_IN_IMAGE),
  shown: z.enum(SHOWN),
  context: z.enum(CONTEXTS),
  description: text,
  non_consent_statement: text.min(1),
  good_faith: yesNo,
  accuracy: yesNo,
  role: z.enum(CLAIMANT_ROLES),
  authority_basis: text.min(1),
  consented_on: z.iso.date(),
  subject_country: text.regex(/^[A-Z]{2}$/),
  prior_report: text,
});

const file = readFileSync(new URL('../../../examples/takedowns.csv', import.meta.url), 'utf8');
const rows = z.array(Row).parse(parse(file, { columns: true }));

describe('examples/takedowns.csv', () => {
  it('has an expected end for each row, and a row for each expected end', () => {
    expect(rows.map((row) => row.url).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it('has URLs that can be read, but for the row that is to be rejected', () => {
    const unreadable = rows.filter((row) => !Location.safeParse({ url: row.url }).success);
    expect(unreadable.map((row) => EXPECTED[row.url])).toEqual([{ rejected: 'url_malformed' }]);
  });

  it('names no host that could be real', () => {
    const urls = rows
      .flatMap((row) => [row.url, ...row.more_urls.replaceAll('media:', '').split(' ')])
      .filter((url) => URL.canParse(url));
    for (const url of urls) expect(new URL(url).hostname).toMatch(/\.practice\.test$|\.example$/);
  });

  it('has exactly one row of a minor, which ends as minor_route', () => {
    const minors = rows.filter((row) => row.age_in_image !== 'adult');
    expect(minors.map((row) => EXPECTED[row.url])).toEqual([{ outcome: 'minor_route' }]);
  });

  it('gives prior reports as date, place, reporter and reference', () => {
    const reports = rows.flatMap((row) => (row.prior_report === '' ? [] : [row.prior_report.split('; ')]));
    expect(reports).toHaveLength(2);
    for (const [on, to, by, reference] of reports) {
      const told = reference === undefined ? {} : { reference: reference.replace(/^ref /, '') };
      expect(PriorReport.safeParse({ on, to, by: by?.replace(/^by /, ''), ...told }).success).toBe(true);
    }
  });
});
