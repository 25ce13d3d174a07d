import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onlyCase } from '../../support/only-case.ts';
import type { TestLedger } from './support/ledger.ts';
import { HELPLINE, testLedger } from './support/ledger.ts';
import { T0 } from './support/takedowns.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
});
afterAll(() => t.end());

describe('helplines, cases and channels', () => {
  it('keeps and changes a helpline', async () => {
    await t.ledger.saveHelpline({ ...HELPLINE, id: 'helpline_c', phone: '+49 30 1' });
    await t.ledger.saveHelpline({ ...HELPLINE, id: 'helpline_c', postalAddress: 'Example Street 1' });
    expect(await t.ledger.helpline('helpline_c')).toEqual({
      ...HELPLINE,
      id: 'helpline_c',
      phone: undefined,
      postalAddress: 'Example Street 1',
    });
    expect(await t.ledger.helpline('helpline_x')).toBeUndefined();
  });

  it('gives all who ask for one reference the same case', async () => {
    const other = await t.another();
    const ids = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        onlyCase((index % 2 === 0 ? t : other).ledger, HELPLINE.id, 'contested'),
      ),
    );
    expect(new Set(ids).size).toBe(1);
  });

  it('answers the newest record of each channel and kind, and keeps the older ones', async () => {
    const record = { recipient: 'bigsite', channel: 'form', by: 'ada', fingerprint: 'f1' } as const;
    await t.ledger.recordChannel({ ...record, kind: 'verified', at: T0 });
    await t.ledger.recordChannel({ ...record, kind: 'drifted', at: T0 + 1 });
    await t.ledger.recordChannel({ ...record, kind: 'verified', at: T0 + 2, fingerprint: 'f2' });
    expect(await t.ledger.channelRecords()).toEqual([
      { ...record, kind: 'drifted', at: T0 + 1 },
      { ...record, kind: 'verified', at: T0 + 2, fingerprint: 'f2' },
    ]);
    expect(await t.sql('SELECT 1 FROM redress.channel_records')).toHaveLength(3);
  });
});
