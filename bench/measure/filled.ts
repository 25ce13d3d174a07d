import { platformId } from '../setting/catalogue.ts';
import { fillWaiting } from '../setting/fill.ts';
import { type HttpApi, openHttpApi } from '../setting/http-api.ts';
import { openRig, type Rig } from '../setting/rig.ts';
import { requestsFor } from '../setting/seed.ts';
import { type Bench, rigOptions } from './context.ts';
import { platforms } from './email.ts';

/** A ledger of one helpline with so many takedowns, and the HTTP API on it. */
export interface Filled {
  readonly rig: Rig;
  readonly api: HttpApi;
  close(): Promise<void>;
}

/** Of the takedowns the newest five hundred are real ones: nobody can open what was sealed in those that were copied. */
const REAL = 500;

export async function openFilled(bench: Bench, count: number): Promise<Filled> {
  const rig = await openRig(await rigOptions(bench, 'check', 'postgres'), bench.setting.log);
  await fillWaiting(rig, platformId('mail', 1), count);
  const api = await openHttpApi(rig);
  const takedowns = requestsFor(REAL, platforms('api'));
  await api.ask('POST', '/v1/takedowns/bulk', JSON.stringify({ takedowns }));
  return {
    rig,
    api,
    close: async () => {
      await api.close();
      await rig.close();
    },
  };
}
