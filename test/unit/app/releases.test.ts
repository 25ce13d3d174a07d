import { describe, expect, it } from 'vitest';
import { Releases } from '../../../src/app/releases.ts';
import { recorder } from '../../integration/queue/support/recorder.ts';

describe('what was opened', () => {
  it('is released in reverse, one after the other, each once', async () => {
    const done: string[] = [];
    const releases = new Releases();
    for (const name of ['ledger', 'practice', 'queue']) {
      releases.add(name, async () => {
        await Promise.resolve();
        done.push(name);
      });
    }
    await releases.run(recorder());
    await releases.run(recorder());
    expect(done).toEqual(['queue', 'practice', 'ledger']);
  });

  it('is released although a later part could not be, which is logged by its name', async () => {
    const done: string[] = [];
    const log = recorder();
    const releases = new Releases();
    releases.add('ledger', async () => void done.push('ledger'));
    releases.add('queue', async () => {
      throw new Error('canary');
    });
    await releases.run(log);
    expect(done).toEqual(['ledger']);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { kind: 'queue' } }]);
  });
});
