import { describe, expect, it } from 'vitest';
import { channelFingerprint } from '../../../src/catalog/fingerprint.ts';
import type { ChannelRecord } from '../../../src/flow/ledger.ts';
import { worldOf } from '../../../src/flow/worlds.ts';
import { catalogOf } from '../catalog/fixtures.ts';

const CATALOG = catalogOf();
const [CHIRP] = [...CATALOG.recipients.values()].filter((one) => one.id === 'chirp');
const CHANNEL = Object.keys(CHIRP?.channels ?? {})[0] ?? '';
const DESK = `chirp/${CHANNEL}`;

function record(kind: ChannelRecord['kind'], at: number, more: Partial<ChannelRecord> = {}): ChannelRecord {
  const channel = CHIRP?.channels[CHANNEL];
  if (channel === undefined) throw new Error('the fixtures have no such channel');
  const fingerprint = channelFingerprint(channel);
  return { recipient: 'chirp', channel: CHANNEL, kind, at, by: 'ada', fingerprint, ...more };
}

const world = (
  records: readonly ChannelRecord[],
  mode: 'live' | 'sandbox' = 'live',
  trusted: readonly string[] = [],
) => worldOf(CATALOG, mode, new Set(trusted), records, []);

describe('a channel is verified', () => {
  it('when a person has checked it in the form that it has now', () => {
    expect(world([record('verified', 1)]).verified).toEqual(new Set([DESK]));
  });

  it.each<readonly [string, readonly ChannelRecord[]]>([
    ['nobody has checked it', []],
    ['it was edited since', [record('verified', 1, { fingerprint: 'of an older form' })]],
    ['its form drifted afterwards', [record('verified', 1), record('drifted', 2)]],
    [
      'its form drifted afterwards, however the records are ordered',
      [record('drifted', 2), record('verified', 1)],
    ],
    ['it is another recipient that has a record', [record('verified', 1, { recipient: 'nobody' })]],
    ['it is another channel that has a record', [record('verified', 1, { channel: 'nothing' })]],
  ])('not when %s', (_, records) => {
    expect(world(records).verified).toEqual(new Set());
  });

  it('again when a person has checked it after its drift', () => {
    const now = world([record('verified', 1), record('drifted', 2), record('verified', 3)]);
    expect([now.verified.has(DESK), now.drifted.has(DESK)]).toEqual([true, false]);
  });
});

describe('a channel has drifted', () => {
  it('when its form did not match its file', () => {
    expect(world([record('drifted', 1)]).drifted).toEqual(new Set([DESK]));
  });

  it('no more once its file was mended', () => {
    expect(world([record('drifted', 1, { fingerprint: 'of an older form' })]).drifted).toEqual(new Set());
  });
});

describe('the sandbox', () => {
  it('trusts the practice platforms without any record', () => {
    const { verified } = world([], 'sandbox', ['hostco']);
    expect([...verified].every((desk) => desk.startsWith('hostco/'))).toBe(true);
    expect(verified.size).toBeGreaterThan(0);
  });

  it('never trusts a real channel, even if a record says that it was checked', () => {
    expect(world([record('verified', 1)], 'sandbox', ['hostco']).verified.has(DESK)).toBe(false);
  });

  it('sees the drift of a practice form', () => {
    expect(world([record('drifted', 1)], 'sandbox', ['chirp']).drifted.has(DESK)).toBe(true);
  });
});

it('a channel rests until the end of its pause, and only then if its circuit is open', () => {
  const circuit = { recipient: 'chirp', channel: CHANNEL, failures: 5, since: 1 };
  expect(worldOf(CATALOG, 'live', new Set(), [], [{ ...circuit, openUntil: 99 }]).resting).toEqual(
    new Map([[DESK, 99]]),
  );
  expect(worldOf(CATALOG, 'live', new Set(), [], [{ ...circuit, openUntil: null }]).resting).toEqual(
    new Map(),
  );
});
