import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../src/domain/delivery.ts';
import { EffectStopped, type Sender, type SendOrder, type SendReport } from '../../src/flow/ports.ts';
import { commitProbe } from './commit-probe.ts';

type Kind = SendOrder['rendered']['kind'];

/**
 * How the recipient's server behaves. `accept`: takes the notice. `refuse`: answers that it does not.
 * `down`: nothing listens. `cut`: takes the notice in, then cuts the connection without an answer.
 * `stall`: accepts connections and says nothing at all.
 */
export type Behaviour = 'accept' | 'refuse' | 'down' | 'cut' | 'stall';

/** One channel with a real server behind it. Everything red in its orders is one of the canaries. */
export interface ChannelFixture<K extends Kind> {
  readonly sender: Sender<K>;
  /** A whole order whose every red text holds a canary. */
  order(ids: { readonly key: string; readonly noticeKey: string }): SendOrder<K>;
  /** From now on the server behaves so; also forgets the acts so far. */
  behave(behaviour: Behaviour): Promise<void>;
  /** The notices that reached the server, oldest first, with the id that each carried (Message-ID ...), if any. */
  acts(): readonly { readonly id: string | undefined }[];
  readonly logLines: readonly string[];
  /** What the sender still holds: open connections at the server, contexts in a browser. Empty: nothing. */
  held(): Promise<readonly string[]>;
  /** Closes sender, server and what else the fixture opened. */
  close(): Promise<void>;
}

export interface ChannelPromises {
  /** Unlikely texts that the fixture puts wherever red data goes. */
  readonly canaries: readonly string[];
  /** The reference that the accepting server gives; undefined for a channel that hears none at once. */
  readonly reference: string | undefined;
  /** What a refusal is on this channel. */
  readonly refusal: Partial<Delivery> & Pick<Delivery, 'result'>;
  /** True if the server sees an id that is the same for all tries of a notice. */
  readonly carriesId: boolean;
  /** True if the channel talks to the server before it commits, so that a silent server holds it up there. */
  readonly talksBeforeCommit: boolean;
}

/** What must hold for every channel, whatever it speaks (DESIGN 2). */
export function describeChannel<K extends Kind>(
  name: string,
  promises: ChannelPromises,
  makeFixture: () => Promise<ChannelFixture<K>>,
): void {
  describe(`the ${name} channel keeps the contract of channels`, { timeout: 60_000 }, () => {
    let fixture: ChannelFixture<K>;
    beforeAll(async () => {
      fixture = await makeFixture();
    }, 60_000);
    afterAll(() => fixture.close(), 60_000);
    beforeEach(() => fixture.behave('accept'));

    const arrived = () => fixture.acts().length;
    const newOrder = (noticeKey = `n${randomUUID()}`) =>
      fixture.order({ key: `${noticeKey}-${randomUUID()}`, noticeKey });
    const aborted = { name: 'AbortError' };

    it('commits exactly once, and the notice arrives only after the commit has ended', async () => {
      const probe = commitProbe(arrived);
      await fixture.sender.send(newOrder(), probe.control);
      expect(probe.commits).toEqual([{ before: 0, after: 0 }]);
      expect(arrived()).toBe(1);
    });

    it('says sent, with the reference where the recipient gives one at once', async () => {
      const report = await fixture.sender.send(newOrder(), commitProbe(arrived).control);
      const hasReference = promises.reference !== undefined;
      expect(report.delivery).toMatchObject({ result: 'sent', hasReference });
      expect(report.reference).toBe(promises.reference);
    });

    it('sends nothing when commit stops it, and passes on that very error', async () => {
      const stopped = new EffectStopped('withdrawn');
      const probe = commitProbe(arrived, { refuse: stopped });
      await expect(fixture.sender.send(newOrder(), probe.control)).rejects.toBe(stopped);
      expect(probe.commits).toHaveLength(1);
      expect(arrived()).toBe(0);
    });

    it('says retry when the server is down', async () => {
      await fixture.behave('down');
      const report = await fixture.sender.send(newOrder(), commitProbe(arrived).control);
      expect(report.delivery.result).toBe('retry');
      expect(arrived()).toBe(0);
    });

    it('says unknown when the connection is cut after the notice was handed over', async () => {
      await fixture.behave('cut');
      const probe = commitProbe(arrived);
      const report = await fixture.sender.send(newOrder(), probe.control);
      expect(report.delivery.result).toBe('unknown');
      expect(probe.commits).toHaveLength(1);
      expect(arrived()).toBe(1);
    });

    it('says what a refusal means on this channel', async () => {
      await fixture.behave('refuse');
      const report = await fixture.sender.send(newOrder(), commitProbe(arrived).control);
      expect(report.delivery).toMatchObject(promises.refusal);
    });

    it('sends nothing and throws AbortError when it was aborted before it began', async () => {
      const probe = commitProbe(arrived, { signal: AbortSignal.abort() });
      await expect(fixture.sender.send(newOrder(), probe.control)).rejects.toMatchObject(aborted);
      expect(probe.commits).toEqual([]);
      expect(arrived()).toBe(0);
    });

    if (promises.talksBeforeCommit)
      it('sends nothing and throws AbortError when it is aborted while the server keeps silent', async () => {
        await fixture.behave('stall');
        const abort = new AbortController();
        const probe = commitProbe(arrived, { signal: abort.signal });
        const sending = fixture.sender.send(newOrder(), probe.control);
        setTimeout(() => abort.abort(), 300);
        await expect(sending).rejects.toMatchObject(aborted);
        expect(probe.commits).toEqual([]);
        expect(arrived()).toBe(0);
      });

    if (promises.carriesId)
      it('carries one id for all tries of a notice, another for another', async () => {
        const noticeKey = `n${randomUUID()}`;
        for (const key of [noticeKey, noticeKey, `n${randomUUID()}`]) {
          await fixture.sender.send(newOrder(key), commitProbe(arrived).control);
        }
        const [first, again, other] = fixture.acts().map((act) => act.id);
        expect(first).toMatch(/\S/);
        expect(again).toBe(first);
        expect(other).not.toBe(first);
      });

    it('keeps red data out of its codes and log lines, and its evidence short', async () => {
      const reports: SendReport[] = [];
      for (const behaviour of ['accept', 'refuse', 'cut', 'down'] as const) {
        await fixture.behave(behaviour);
        reports.push(await fixture.sender.send(newOrder(), commitProbe(arrived).control));
      }
      const open = [...reports.map((report) => JSON.stringify(report.delivery)), ...fixture.logLines].join(
        '\n',
      );
      for (const canary of promises.canaries) expect(open).not.toContain(canary);
      for (const report of reports) {
        expect(report.delivery.code).toMatch(/^[a-z0-9_]{1,80}$/);
        expect(report.evidence?.length ?? 0).toBeLessThanOrEqual(2_000);
      }
    });

    it('leaves nothing running after close', async () => {
      const own = await makeFixture();
      try {
        await own.behave('accept');
        const order = own.order({ key: 'n1-1', noticeKey: 'n1' });
        await own.sender.send(order, commitProbe(() => own.acts().length).control);
        await own.sender.close();
        await vi.waitFor(async () => expect(await own.held()).toEqual([]), { timeout: 10_000 });
      } finally {
        await own.close();
      }
    }, 60_000);
  });
}
