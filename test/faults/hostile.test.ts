import { describe, expect, it } from 'vitest';
import { builtProgram } from '../e2e/support/built.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { type Environment, serve } from '../e2e/support/redress.ts';
import { freshDatabase } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { BY_MAIL, type Recipient, writeRecipients } from './support/catalogue.ts';
import { openHelpline } from './support/helpline.ts';
import { HOSTILE, startHostileSites } from './support/hostile-sites.ts';
import { standings } from './support/ledger.ts';
import { report } from './support/rows.ts';
import { size } from './support/size.ts';
import { startTimedDesks } from './support/timed-desks.ts';

const EACH = size(20, 2);
const WELL = size(200, 20);
/** How often each page is looked at again while the test goes on. */
const MORE = `limits: { perMinute: 6000, concurrency: 4 }
verify: { followUp: [PT2S], afterwards: PT4S, confirmAfter: PT2S, watch: [P30D], hostDownFor: P30D, retryCheckAfter: PT2S }
ladder:
  - { channels: [desk], wait: P90D }`;

const recipient = (id: string): Recipient => ({ id, channel: BY_MAIL(id), more: MORE });
const urls = (id: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, post) => `http://${id}.practice.test/p/${post + 1}`);

/** One by one, and to every depth: test/integration/{checks,api,form,outbound}. Here all at once, under one roof. */
describe('hostile sites', () => {
  it(
    'hold up nobody, lead nowhere and are never believed to be empty',
    async ({ task, onTestFinished }) => {
      await builtProgram();
      const sites = await startHostileSites();
      onTestFinished(() => sites.close());
      const desks = await startTimedDesks(0);
      onTestFinished(() => desks.close());
      const folder = await tempFolder('hostile');
      onTestFinished(() => folder.remove());
      const { url, drop } = await freshDatabase();
      onTestFinished(drop);
      const all = [...HOSTILE, 'well'];
      const env: Environment = {
        REDRESS_DATA_DIR: folder.path,
        REDRESS_PLATFORMS_DIR: await writeRecipients(folder.path, all.map(recipient)),
        DATABASE_URL: url,
        REDRESS_PRACTICE_HTTP: sites.http,
        REDRESS_PRACTICE_SMTP: desks.smtp,
      };
      const helpline = await openHelpline(env);
      onTestFinished(() => helpline.close());
      const process = await serve(env, '--role', 'worker');
      onTestFinished(() => process.clear());
      const hostile = HOSTILE.flatMap((id) => urls(id, EACH));
      await helpline.submit([...hostile, ...urls('well', WELL)]);
      const total = hostile.length + WELL;
      const looks = () => desks.visits.length;
      await eventually(looks, (count) => count >= total, size(600_000, 150_000));
      const ends = await standings(url);
      expect(ends.filter(({ outcome }) => outcome !== null)).toEqual([]);
      expect(sites.strayed()).toBe(0);
      process.kill('SIGTERM');
      expect((await process.ended()).code).toBe(0);
      expect(process.err()).toBe('');
      const keys = new Set(desks.visits.map(({ key }) => key));
      report(
        { task },
        {
          fault: `hostile sites: ${HOSTILE.join(', ')}`,
          takedowns: total,
          lost: total - keys.size,
          emailsRepeated: desks.visits.length - keys.size,
          apiRepeated: 0,
          doubled: { email: desks.visits.length - keys.size, api: 0, form: 0 },
          notes: `${WELL} of them of a site that behaves; nobody strayed to loopback`,
        },
      );
    },
    size(900_000, 240_000),
  );
});
