import { describe, expect, it } from 'vitest';
import { columnOf, requestOf } from '../../../src/csv/row.ts';
import { TakedownRequest } from '../../../src/flow/intake/request.ts';

const ROW = { case_reference: 'C-1', url: 'https://a.example/1', age_in_image: 'adult' } as const;

function request(more: Parameters<typeof requestOf>[0]): Record<string, unknown> {
  const read = requestOf({ ...ROW, ...more });
  if (!('request' in read)) throw new Error(JSON.stringify(read.problems));
  return { ...TakedownRequest.parse(read.request) };
}

function problems(more: Parameters<typeof requestOf>[0]) {
  const read = requestOf({ ...ROW, ...more });
  return 'problems' in read ? read.problems : [];
}

describe('a row', () => {
  it('becomes the request that the intake takes, cell by cell', () => {
    expect(
      request({
        more_urls: 'media:https://cdn.a.example/1.png https://b.example/2',
        shown: 'video',
        context: 'hacked',
        description: 'The second one',
        non_consent_statement: 'Not agreed',
        illegality: 'Section 1',
        good_faith: 'yes',
        accuracy: 'no',
        role: 'subject',
        authority_basis: 'A letter',
        consented_on: '2026-11-20',
        subject_country: 'IE, GB US',
        prior_report: '2026-11-01; in-app report; by the person shown; ref 123',
      }),
    ).toEqual({
      case: 'C-1',
      url: 'https://a.example/1',
      more: [
        { url: 'https://cdn.a.example/1.png', kind: 'media' },
        { url: 'https://b.example/2', kind: 'page' },
      ],
      ageInImage: 'adult',
      role: 'subject',
      authority: { basis: 'A letter', consentedOn: '2026-11-20' },
      shown: 'video',
      context: 'hacked',
      description: 'The second one',
      statements: { nonConsent: 'Not agreed', illegality: 'Section 1', goodFaith: true },
      countries: ['IE', 'GB', 'US'],
      priorReports: [{ on: '2026-11-01', to: 'in-app report', by: 'the person shown', reference: '123' }],
      hashes: [],
    });
  });

  it('with only the required cells leaves the rest to the defaults', () => {
    expect(request({})).toMatchObject({
      role: 'representative',
      shown: 'unknown',
      more: [],
      statements: {},
      countries: [],
      priorReports: [],
    });
  });

  it.each([
    ['', undefined],
    ['no', undefined],
    ['No', undefined],
    ['yes', true],
    ['YES', true],
  ])('reads %j under good_faith as %j', (cell, meant) => {
    expect(request({ good_faith: cell })['statements']).toEqual(
      meant === undefined ? {} : { goodFaith: meant },
    );
  });

  it.each(['true', '1', 'y', 'ja', 'x'])('never takes %j for a statement that was made', (cell) => {
    expect(problems({ accuracy: cell })).toEqual([
      {
        code: 'field_invalid',
        field: 'accuracy',
        message: 'accuracy is neither yes nor no',
        cure: 'Write yes or no.',
      },
    ]);
  });

  it.each([
    ['page', 'page'],
    ['media', 'media'],
    ['api', 'api'],
    ['cache', 'cache'],
  ])('takes %s: before a further URL as its kind', (prefix, kind) => {
    expect(request({ more_urls: `${prefix}:https://b.example/2` })['more']).toEqual([
      { url: 'https://b.example/2', kind },
    ]);
  });

  it('leaves a prefix that is no kind to the intake, which refuses the URL', () => {
    expect(request({ more_urls: 'video:https://b.example/2' })['more']).toEqual([
      { url: 'video:https://b.example/2', kind: 'page' },
    ]);
  });

  it.each([
    ['one', '2026-11-01; desk; me', [{ on: '2026-11-01', to: 'desk', by: 'me' }]],
    ['one with an empty end', '2026-11-01; desk; me;', [{ on: '2026-11-01', to: 'desk', by: 'me' }]],
    [
      'two',
      '2026-11-01; desk; by me; ref 1 | 2026-11-02;form;by A',
      [
        { on: '2026-11-01', to: 'desk', by: 'me', reference: '1' },
        { on: '2026-11-02', to: 'form', by: 'A' },
      ],
    ],
  ])('reads %s prior report', (_, cell, meant) => {
    expect(request({ prior_report: cell })['priorReports']).toEqual(meant);
  });

  it.each(['yesterday', '2026-11-01; desk', '2026-11-01; desk; me; ref 1; and more'])(
    'does not guess what the prior report %j means',
    (cell) => {
      expect(problems({ prior_report: cell })).toMatchObject([
        { code: 'field_invalid', field: 'prior_report' },
      ]);
    },
  );

  it.each([
    [{ authority_basis: 'A letter' }, 'consented_on'],
    [{ consented_on: '2026-11-20' }, 'authority_basis'],
  ])('needs both parts of the authority: %j', (cells, field) => {
    expect(problems(cells)).toMatchObject([{ field }]);
  });

  it('says everything that is wrong at once', () => {
    const fields = problems({ good_faith: 'x', accuracy: 'x', prior_report: 'x', consented_on: 'x' }).map(
      (one) => one.field,
    );
    expect(fields.sort()).toEqual(['accuracy', 'authority_basis', 'good_faith', 'prior_report']);
  });

  it('is refused for a fault of its form', () => {
    const fault = { code: 'csv_cells', message: 'too many' };
    expect(requestOf(ROW, [fault])).toEqual({ problems: [fault] });
  });
});

describe('a row of a minor', () => {
  it.each(['minor', 'Minor', 'unknown', ' UNKNOWN '])(
    'goes on to be handed off whatever else is wrong with it (%j)',
    (age) => {
      const read = requestOf(
        { ...ROW, age_in_image: age, good_faith: 'x', prior_report: 'x', consented_on: 'x' },
        [{ code: 'csv_cells', message: 'too many' }],
      );
      expect(read).toMatchObject({ request: { ageInImage: age.trim().toLowerCase() } });
    },
  );
});

describe('the name of a field of the request', () => {
  it.each([
    ['case', 'case_reference'],
    ['more.0.url', 'more_urls'],
    ['ageInImage', 'age_in_image'],
    ['statements.nonConsent', 'non_consent_statement'],
    ['authority.consentedOn', 'consented_on'],
    ['countries.1', 'subject_country'],
    ['priorReports.0.on', 'prior_report'],
    ['url', 'url'],
    ['claimant.phone', 'claimant.phone'],
  ])('%s is told to the person as %s', (field, column) => {
    expect(columnOf(field)).toBe(column);
  });
});
