import { describe, expect, it } from 'vitest';
import { readPlatforms } from '../../../src/app/read-platforms.ts';
import { loadCatalog } from '../../../src/catalog/load.ts';
import { readCsv } from '../../../src/csv/read.ts';
import { COLUMNS, REQUIRED_COLUMNS, requestOf } from '../../../src/csv/row.ts';
import { assess } from '../../../src/flow/intake/assess.ts';
import { TakedownRequest } from '../../../src/flow/intake/request.ts';
import { blocks, firstCells, ROOT, tableRows, text } from './sources.ts';

const page = text('docs/csv.md');
const HELPLINE = {
  id: 'sample',
  name: 'Sample Helpline',
  organisation: 'Sample Helpline CLG',
  signer: 'Duty lead',
  email: 'notices@helpline.example',
  country: 'IE',
  statuses: [],
};

describe('docs/csv.md', () => {
  it('tells of every column, and of no other', () => {
    expect(new Set(firstCells(page))).toEqual(new Set(COLUMNS));
  });

  it('says which columns are needed', () => {
    const needed = tableRows(page).flatMap(([name, need]) =>
      need === 'yes' ? [(name ?? '').replaceAll('`', '')] : [],
    );
    expect(needed).toEqual([...REQUIRED_COLUMNS]);
  });

  const examples = blocks(page, 'csv');
  it('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
  });

  const catalog = loadCatalog(readPlatforms(`${ROOT}/platforms`, 'sandbox'));
  it.each(examples)('has an example that Redress takes: %#', (example) => {
    const lines = readCsv(example);
    expect(lines.length).toBeGreaterThan(0);
    for (const { row, problems } of lines) {
      const read = requestOf(row, problems);
      const request = TakedownRequest.parse('request' in read ? read.request : read.problems);
      const assessed = assess(request, HELPLINE, catalog, '2026-11-23');
      expect(assessed).not.toHaveProperty('problems');
      expect('ok' in assessed && assessed.ok.platform?.id).toBeTruthy();
    }
  });
});
