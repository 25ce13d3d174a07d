import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/app/package-root.ts';
import { scene } from '../../contract/http/scene.ts';
import { type TestPages, testPages } from './support/pages.ts';
import { type Visitor, wordsOf } from './support/visitor.ts';

let pages: TestPages;
let lead: Visitor;
beforeAll(async () => {
  pages = await testPages();
  lead = await pages.as('lead');
});
afterAll(() => pages.end());

const ONCE = {
  basis: 'Written authority',
  consentedOn: '2026-11-20',
  nonConsent: 'The person shown did not agree.',
  illegality: 'An offence.',
  goodFaith: 'yes',
  accuracy: 'yes',
};
const said = (more: Readonly<Record<string, string>>) => ({ case: 'HL-1', age: 'adult', ...more });
const count = async (): Promise<number> =>
  (await pages.api.base.handle.views.list({ limit: 500 })).takedowns.length;

describe('reporting', () => {
  it('shows what will happen with each address, and stores nothing before it is reported', async () => {
    const before = await count();
    const text =
      'Look: http://pixhub.practice.test/p/71?ref=x, again pixhub.practice.test/p/72 and https://nobody.example/a';
    const page = await lead.post('/report', said({ text }));
    expect(page.status).toBe(200);
    const words = wordsOf(page);
    expect(words).toContain('3 addresses were found.');
    for (const part of [
      'http://pixhub.practice.test/p/71',
      'Sent by Redress: Pixhub report API',
      'No file knows this site: a person finds out where to report',
      'Still needed, once for all of them',
      'Report these 3 addresses',
    ]) {
      expect(words).toContain(part);
    }
    expect(page.html).toMatch(/name="goodFaith"[^>]*required/);
    expect(await count()).toBe(before);
  });

  it('reports all with one click, and leads to their case', async () => {
    const text =
      'http://pixhub.practice.test/p/81 http://looply.practice.test/p/81 pixhub.practice.test/p/81#x';
    await lead.post('/report', said({ text, case: 'HL-81' }));
    const answer = await lead.post('/report/send', { ...said({ text, case: 'HL-81' }), ...ONCE });
    expect([answer.status, answer.to]).toEqual([
      303,
      expect.stringMatching(/^\/cases\/case_.*\?done=reported$/),
    ]);
    const page = await lead.get(answer.to ?? '');
    const words = wordsOf(page);
    for (const part of [
      'Reported. Redress works on it now',
      'HL-81',
      '0 of 2 gone',
      'Pixhub (practice)',
      'Looply (practice)',
    ])
      expect(words).toContain(part);
  });

  it('finds what is open already, before and after', async () => {
    const text = 'http://pixhub.practice.test/p/91';
    await lead.post('/report/send', { ...said({ text, case: 'HL-91' }), ...ONCE });
    const more = `${text} http://pixhub.practice.test/p/92`;
    const preview = await lead.post('/report', said({ text: more, case: 'HL-92' }));
    expect(wordsOf(preview)).toContain('Already being worked on');
    expect(wordsOf(preview)).toContain('Report this address');
    const result = await lead.post('/report/send', { ...said({ text: more, case: 'HL-92' }), ...ONCE });
    expect(result.status).toBe(200);
    expect(wordsOf(result)).toContain('1 address is being worked on now.');
    expect(wordsOf(result)).toContain('1 address was being worked on already:');
    expect(result.html).toMatch(/href="\/takedowns\/td_/);
    const others = await (await pages.as('other')).post('/report', said({ text, case: 'HL-93' }));
    expect(wordsOf(others)).not.toContain('Already being worked on');
  });

  it.each([
    [
      'no address',
      { text: 'she called', case: 'HL-1', age: 'adult' },
      'There is no web address in this text',
    ],
    ['no case', { text: 'https://a.example/1', age: 'adult' }, 'Give the reference of the case'],
    ['no age', { text: 'https://a.example/1', case: 'HL-1' }, 'Say how old the person was'],
  ])('asks for what it needs first: %s', async (_, fields, words) => {
    const page = await lead.post('/report', fields);
    expect([page.status, wordsOf(page)]).toEqual([422, expect.stringContaining(words)]);
    expect(page.html).toContain(fields.text);
  });

  it('asks again for what is missing, with all that was filled in still there', async () => {
    const before = await count();
    const { goodFaith: _, ...rest } = ONCE;
    const text = 'http://pixhub.practice.test/p/101';
    const page = await lead.post('/report/send', {
      ...said({ text }),
      ...rest,
      description: 'Third picture',
    });
    expect([page.status, wordsOf(page)]).toEqual([
      422,
      expect.stringContaining('Something is still missing'),
    ]);
    expect(page.html).toContain('Third picture');
    expect(page.html).toMatch(/name="goodFaith"[^>]*required/);
    expect(page.html).toMatch(/name="accuracy"[^>]*checked/);
    expect(await count()).toBe(before);
  });

  it('says of each address what is wrong with it, and takes the others', async () => {
    const text = 'https://user:secret@a.example/1 http://pixhub.practice.test/p/111';
    const preview = await lead.post('/report', said({ text, case: 'HL-111' }));
    expect(wordsOf(preview)).toContain('There is a name or password in this address');
    const result = await lead.post('/report/send', { ...said({ text, case: 'HL-111' }), ...ONCE });
    expect(wordsOf(result)).toContain('1 address is being worked on now.');
    expect(wordsOf(result)).toContain('1 was not taken:');
  });

  it('hands on what may show a minor: nothing of it is read or repeated, and only that is put on record', async () => {
    const text = 'https://canary.example/secret';
    const page = await lead.post('/report', { text, case: 'HL-121', age: 'minor' });
    expect(page.status).toBe(200);
    expect(wordsOf(page)).toContain('NCMEC Take It Down');
    expect(page.html).not.toContain('canary');
    expect((await lead.post('/report/minor', { case: 'HL-121' })).to).toBe('/report?done=handed_on');
    const { takedowns } = await pages.api.base.handle.views.list({ caseReference: 'HL-121' });
    expect(takedowns).toMatchObject([{ outcome: 'minor_route', host: '' }]);
  });

  it('takes a CSV file, chosen or pasted, with what the rows lack asked once', async () => {
    const csv = await readFile(join(packageRoot(), 'examples', 'takedowns.csv'), 'utf8');
    const form = new FormData();
    form.set('file', new File([csv], 'takedowns.csv', { type: 'text/csv' }));
    form.set('text', '');
    const preview = await lead.post('/report', form);
    expect(preview.status).toBe(200);
    expect(wordsOf(preview)).toMatch(/\d+ addresses were found/);
    expect(wordsOf(preview)).toContain('Line 2');
    const sparse =
      'case_reference,url,age_in_image\nHL-131,http://pixhub.practice.test/p/131,adult\nHL-132,http://pixhub.practice.test/p/132,minor\n';
    const pasted = await lead.post('/report', { text: sparse });
    expect(wordsOf(pasted)).toContain('May show a minor: handed on, the address is not kept');
    expect(pasted.html.split('<textarea')[0]).not.toContain('/p/132');
    const result = await lead.post('/report/send', { text: sparse, ...ONCE });
    expect(wordsOf(result)).toContain('1 address is being worked on now.');
    expect(wordsOf(result)).toContain('1 was put on record as handed on.');
  });

  it('says what is wrong with a file as a whole', async () => {
    const form = new FormData();
    form.set('file', new File(['name,link\na,b\n'], 'x.csv'));
    const page = await lead.post('/report', form);
    expect([page.status, wordsOf(page)]).toEqual([422, expect.stringContaining('header of the file')]);
  });

  it('begins with the reference of a case that is named by its id', async () => {
    const at = await scene(pages.api);
    expect((await lead.get(`/report?case=${at.caseId}`)).html).toContain(`value="${at.reference}"`);
    const other = await (await pages.as('other')).get(`/report?case=${at.caseId}`);
    expect(other.html).not.toContain(at.reference);
  });
});
