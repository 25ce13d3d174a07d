import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readUtf8 } from '../../../src/cli/read-utf8.ts';
import { readCsv } from '../../../src/csv/read.ts';
import { errorOf } from '../support/error-of.ts';

const HEAD = 'case_reference,url,age_in_image';
const lines = (text: string) => readCsv(text).map(({ line, row }) => [line, row.case_reference]);

describe('a CSV file', () => {
  it('gives each row by its columns, in whatever order they stand', () => {
    expect(readCsv('url,age_in_image,case_reference\nhttps://a.example/1,adult,C-1\n')).toEqual([
      {
        line: 2,
        row: { url: 'https://a.example/1', age_in_image: 'adult', case_reference: 'C-1' },
        problems: [],
      },
    ]);
  });

  it.each([
    ['a byte order mark', `\uFEFF${HEAD}\nC-1,u,adult`],
    ['CR LF', `${HEAD}\r\nC-1,u,adult\r\n`],
    ['spaces around the cells', `${HEAD.replaceAll(',', ' , ')}\n C-1 , u , adult `],
    ['quotes around everything', `"case_reference","url","age_in_image"\n"C-1","u","adult"`],
    ['empty cells at the ends of lines, as spreadsheets write them', `${HEAD},,\nC-1,u,adult,,`],
  ])('may have %s', (_, text) => {
    expect(readCsv(text)).toEqual([
      { line: 2, row: { case_reference: 'C-1', url: 'u', age_in_image: 'adult' }, problems: [] },
    ]);
  });

  it('keeps commas, quotes and line breaks within quotes', () => {
    const [row] = readCsv(`${HEAD},description\nC-1,u,adult,"One, ""two""\nand three"\n`);
    expect(row?.row.description).toBe('One, "two"\nand three');
  });

  it.each(['\n', '\r\n', '\r'])('tells the line on which each row begins, with %j as line break', (nl) => {
    const text = [
      `${HEAD},description`,
      `C-1,u,adult,"a${nl}b${nl}c"`,
      '',
      'C-2,u,adult,',
      ',,,',
      `C-3,u,adult,"${nl}${nl} x ${nl}"`,
      'C-4,u,adult,"a, b"',
      '',
    ].join(nl);
    expect(lines(text)).toEqual([
      [2, 'C-1'],
      [6, 'C-2'],
      [8, 'C-3'],
      [12, 'C-4'],
    ]);
  });

  it('counts lines right after letters of several bytes', () => {
    expect(lines(`\uFEFF${HEAD},description\nÄ-1,ü,adult,"žluťoučký\r\nkůň 🐴"\nC-2,u,adult,x`)).toEqual([
      [2, 'Ä-1'],
      [4, 'C-2'],
    ]);
  });

  it('may have only a header, and then has no rows', () => {
    expect(readCsv(`${HEAD}\n`)).toEqual([]);
  });

  it('gives a row with fewer cells than columns its empty ones', () => {
    expect(readCsv(`${HEAD}\nC-1\n`)[0]).toEqual({
      line: 2,
      row: { case_reference: 'C-1', url: '', age_in_image: '' },
      problems: [],
    });
  });

  it('says of a row with more cells than columns that a comma may lack its quotes', () => {
    const [bad, good] = readCsv(
      `${HEAD},description\nC-1,u,adult,The second, third picture\nC-2,u,adult,x\n`,
    );
    expect(bad?.problems).toEqual([expect.objectContaining({ code: 'csv_cells' })]);
    expect(bad?.problems[0]?.cure).toMatch(/quotes/);
    expect(JSON.stringify(bad?.problems)).not.toContain('third');
    expect(good?.problems).toEqual([]);
  });

  it.each([
    ['missing', 'url,age_in_image', 'missing columns: case_reference'],
    ['unknown', `${HEAD},shwon`, 'unknown columns: shwon'],
    ['given twice', `${HEAD},url`, 'given twice: url'],
    [
      'divided by semicolons',
      HEAD.replaceAll(',', ';'),
      'missing columns: case_reference, url, age_in_image; 1 names that are no columns',
    ],
    ['not there at all', '', 'The header is not right: missing columns: case_reference, url, age_in_image.'],
  ])('whose header is %s is refused, and the message says so', (_, header, said) => {
    const error = errorOf(() => readCsv(`${header}\n`));
    expect(error).toMatchObject({ code: 'csv_columns', field: 'csv' });
    expect(error.message).toContain(said);
    expect(error.cure).toContain('case_reference');
  });

  it.each([
    'C-1,https://canary.example/p,adult',
    'case_reference,url,https://canary.example/p',
    'case_reference,url,canary person',
  ])('without a header does not have its first row told in the error: %s', (first) => {
    const error = errorOf(() => readCsv(`${first}\n`));
    expect(error.code).toBe('csv_columns');
    expect(`${error.message}${error.cure}`).not.toContain('canary.example');
  });

  it.each([
    ['a quote that is not closed', `${HEAD}\nC-1,u,"adult\n`, 2],
    ['a quote within a cell without quotes', `${HEAD}\nC-1,u,adult\nC-2,a"canary",adult\n`, 3],
    ['text after a closing quote', `${HEAD}\nC-1,"u"canary,adult\n`, 2],
  ])('with %s is refused, with its place and none of its text', (_, text, line) => {
    const error = errorOf(() => readCsv(text));
    expect(error.code).toBe('csv_invalid');
    expect(error.message).toBe(`The CSV file cannot be read near line ${line}.`);
  });
});

describe('reading the file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-csv-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('takes UTF-8', async () => {
    await writeFile(join(folder, 'good.csv'), '\uFEFFžluť');
    expect(await readUtf8(join(folder, 'good.csv'))).toBe('\uFEFFžluť');
  });

  it.each([
    ['Windows-1252', Buffer.from('Le contenu a été publié', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFcase_reference', 'utf16le')],
  ])('refuses %s, since its words would be spoilt in the notice', async (name, bytes) => {
    const path = join(folder, `${name}.csv`);
    await writeFile(path, bytes);
    await expect(readUtf8(path)).rejects.toMatchObject({ code: 'csv_encoding', field: 'csv' });
  });

  it('names a file that is not there', async () => {
    const path = join(folder, 'absent.csv');
    await expect(readUtf8(path)).rejects.toMatchObject({
      code: 'csv_unreadable',
      message: `The file cannot be read: ${path}`,
    });
  });
});
