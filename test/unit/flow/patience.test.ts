import { describe, expect, it } from 'vitest';
import type { Stop } from '../../../src/flow/ledger.ts';
import { patiently } from '../../../src/flow/patience.ts';
import { recorder } from '../../integration/queue/support/recorder.ts';

/** A ledger that does not answer for its first so many questions. */
function awayFor(questions: number) {
  let asked = 0;
  return {
    stops: async (): Promise<readonly Stop[]> => {
      asked += 1;
      if (asked <= questions) throw new Error('the ledger is away');
      return [];
    },
  };
}

function waiting(ledger: Pick<ReturnType<typeof awayFor>, 'stops'>) {
  const [log, shutdown] = [recorder(), new AbortController()];
  return { log, shutdown, deps: { ledger, log, shutdown: shutdown.signal } };
}

/** Work that fails so often, then answers how often it was tried. */
function failing(times: number) {
  let tries = 0;
  return async (): Promise<number> => {
    tries += 1;
    if (tries <= times) throw new Error(`canary fault ${tries}`);
    return tries;
  };
}

describe('an effect that has something to record', () => {
  it('does it at once when the ledger answers, and says nothing', async () => {
    const { deps, log } = waiting(awayFor(0));
    expect(await patiently(deps, failing(0))).toBe(1);
    expect(log.lines).toEqual([]);
  });

  it('waits for as long as the ledger is away, and says so once, without the words of the error', async () => {
    const { deps, log } = waiting(awayFor(4));
    expect(await patiently(deps, failing(4))).toBe(5);
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatchObject({ level: 'warn' });
    expect(log.lines[0]?.message).not.toContain('canary');
  });

  it('tries again after a fault that was over when the ledger was asked', async () => {
    expect(await patiently(waiting(awayFor(0)).deps, failing(2))).toBe(3);
  });

  it('gives up what fails although the ledger answers: that is a bug', async () => {
    await expect(patiently(waiting(awayFor(0)).deps, failing(99))).rejects.toThrow('canary fault 3');
  });

  it('does not keep its process from ending', async () => {
    const { deps, shutdown } = waiting(awayFor(99));
    const work = patiently(deps, failing(99));
    shutdown.abort();
    await expect(work).rejects.toThrow('canary fault');
  });
});
