import { describe, expect, it } from 'vitest';
import { kept } from '../../../src/observe/source.ts';
import { FIGURES, observed } from './scrape.ts';

function source(read: (time: number) => Promise<void>) {
  const seen = { reads: 0, clears: 0, at: 1_000_000 };
  const made = kept(
    {
      name: 'ledger',
      read: async () => {
        seen.reads += 1;
        await read(seen.reads);
      },
      clear: () => {
        seen.clears += 1;
      },
    },
    () => seen.at,
    50,
  );
  return { seen, made };
}

describe('a source of figures', () => {
  it('is read once in ten seconds, however often it is asked', async () => {
    const { seen, made } = source(async () => undefined);
    for (const after of [0, 3_000, 6_900]) {
      seen.at += after;
      expect(await made.refresh()).toBe(true);
    }
    expect(seen.reads).toBe(1);
    seen.at += 200;
    await made.refresh();
    expect(seen.reads).toBe(2);
  });

  it('is read once for all who ask at the same time', async () => {
    const { seen, made } = source(async () => undefined);
    expect(await Promise.all([made.refresh(), made.refresh(), made.refresh()])).toEqual([true, true, true]);
    expect(seen.reads).toBe(1);
  });

  it('that took two seconds to read is kept for forty', async () => {
    const { seen, made } = source(async () => {
      seen.at += 2_000;
    });
    await made.refresh();
    expect(made.took).toBe(2_000);
    seen.at += 39_000;
    await made.refresh();
    expect(seen.reads).toBe(1);
    seen.at += 2_000;
    await made.refresh();
    expect(seen.reads).toBe(2);
  });

  it('that fails is away, loses its figures, and is not asked again at once', async () => {
    const { seen, made } = source(async (time) => {
      if (time === 1) throw new Error('away');
    });
    expect([await made.refresh(), await made.refresh()]).toEqual([false, false]);
    expect(seen).toMatchObject({ reads: 1, clears: 1 });
    seen.at += 11_000;
    expect(await made.refresh()).toBe(true);
  });

  it('that does not answer is not waited for', async () => {
    const { seen, made } = source(() => new Promise(() => undefined));
    expect(await made.refresh()).toBe(false);
    expect(seen.clears).toBe(1);
  });
});

describe('when a source is away', () => {
  it('its figures are missing, and all others are there', async () => {
    const { metrics, read, clock } = observed({ ledger: () => Promise.reject(new Error('away')) });
    metrics.flow.claimed(1, clock.at);
    const { text, value } = await read();
    expect(value('redress_source_up{source="ledger"}')).toBe(0);
    expect(value('redress_source_up{source="queue"}')).toBe(1);
    expect(text).not.toMatch(/^redress_(takedowns|due_oldest|tasks_open|stops)\b.*\{/m);
    expect(value('redress_queue_jobs{effect="api",state="waiting"}')).toBe(3);
    expect(value('redress_takedowns_claimed_total')).toBe(1);
  });

  it('its old figures are not shown', async () => {
    let away = false;
    const { read, clock } = observed({
      ledger: async () => {
        if (away) throw new Error('away');
        return FIGURES;
      },
    });
    expect((await read()).value('redress_takedowns{status="ended"}')).toBe(40);
    away = true;
    clock.at += 20_000;
    expect((await read()).value('redress_takedowns{status="ended"}')).toBeUndefined();
  });
});
