import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPractice, type PracticeSite } from '../../src/app/practice.ts';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import { type Service, startService } from '../../src/app/service.ts';
import { RedressError } from '../../src/domain/errors.ts';
import { fold } from '../../src/domain/fold.ts';
import { intake } from '../../src/flow/intake/intake.ts';
import { eventually } from './support/eventually.ts';
import { post, requestAbout } from './support/request.ts';
import { makePlace, type Place } from './support/stage.ts';

const OLD = randomBytes(32).toString('base64');
const NEW = randomBytes(32).toString('base64');
const KEYS = {
  old: { masterKey: OLD, previousMasterKey: undefined },
  both: { masterKey: NEW, previousMasterKey: OLD },
  new: { masterKey: NEW, previousMasterKey: undefined },
};

let place: Place;
let practice: PracticeSite;
const services: Service[] = [];
beforeAll(async () => {
  place = await makePlace();
  const site = await openPractice(place.config);
  if (site === undefined) throw new Error('the sandbox has practice platforms');
  practice = site;
}, 120_000);
afterAll(async () => {
  await Promise.all(services.map((one) => one.stop()));
  await practice.close();
  await place.clear();
}, 60_000);

/** A process that works with these keys. */
async function start(keys: keyof typeof KEYS): Promise<Service> {
  const { http, smtp } = practice;
  const config = { ...place.config, ...KEYS[keys], practice: { http, smtp } };
  const service = await startService(config, 'all', place.log, { http: false });
  services.push(service);
  return service;
}

async function submit({ base }: Service, from: number, count: number): Promise<readonly string[]> {
  const requests = Array.from({ length: count }, (_, index) =>
    requestAbout(post('letterbox', from + index), { case: `HL-2026-${from + index}` }),
  );
  const answers = await intake(base.deps, PRACTICE_HELPLINE, 'test', requests);
  return answers.map((answer) => {
    if (answer.result !== 'accepted') throw new Error(JSON.stringify(answer));
    return answer.id;
  });
}

const outcomes = ({ base }: Service, ids: readonly string[]) =>
  eventually(
    () =>
      Promise.all(ids.map(async (id) => (await base.deps.ledger.load(id))?.takedown.outcome?.kind ?? 'open')),
    (all) => !all.includes('open'),
    200_000,
  );

describe('the master key', () => {
  it('is changed process by process while takedowns run, and none is lost or stuck', async () => {
    const old = await start('old');
    const ids = [...(await submit(old, 8_000, 8))];
    // The rolling restart: each process works on what the other took in.
    const both = await start('both');
    ids.push(...(await submit(both, 8_100, 8)), ...(await submit(old, 8_200, 8)));
    await expect(both.base.handle.keys.rotate()).rejects.toMatchObject({ code: 'key_rotation_early' });
    await old.stop();
    // A process that left work behind counts as alive until it has given no sign of life for a while.
    const rotated = async () => {
      for (;;) {
        try {
          return await both.base.handle.keys.rotate();
        } catch (error) {
          if (!(error instanceof RedressError) || error.code !== 'key_rotation_early') throw error;
          await sleep(500);
        }
      }
    };
    const [rotation, during] = await Promise.all([rotated(), submit(both, 8_300, 8)]);
    expect(rotation.rewrapped).toBeGreaterThanOrEqual(24);
    ids.push(...during);
    // The previous key is taken away.
    const last = await start('new');
    await both.stop();
    ids.push(...(await submit(last, 8_400, 8)));
    expect(new Set(await outcomes(last, ids))).toEqual(new Set(['removed']));
    const { handle } = last.base;
    expect((await handle.verifyAudit({ fold })).breaks).toEqual([]);
    for (const [place, number] of [8_000, 8_100, 8_200].entries()) {
      const shown = await handle.views.show(ids[place * 8] ?? '');
      expect(shown?.stored.caseReference).toBe(`HL-2026-${number}`);
    }
    expect(await place.logText()).not.toMatch(/effect failed|claiming failed/);
  }, 300_000);
});
