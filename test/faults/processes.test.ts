import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { builtProgram } from '../e2e/support/built.ts';
import { eventually } from '../e2e/support/eventually.ts';
import { type Environment, serve } from '../e2e/support/redress.ts';
import { freshDatabase } from '../support/postgres.ts';
import { startRedis } from '../support/redis.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { BY_API, BY_MAIL, type Recipient, writeRecipients } from './support/catalogue.ts';
import { openHelpline } from './support/helpline.ts';
import { report } from './support/rows.ts';
import { size } from './support/size.ts';
import { startTimedDesks } from './support/timed-desks.ts';
import { byDesk, mostAtOnce, mostInAMinute } from './support/visits.ts';

/** More than a minute's worth for each. */
const TAKEDOWNS = size(200, 66);
const PACES = {
  'paced-mail': { perMinute: 60, concurrency: 3 },
  'paced-api': { perMinute: 60, concurrency: 2 },
};
const BUSY = 150;

const recipient = (id: keyof typeof PACES, channel: string): Recipient => ({
  id,
  channel,
  more: `limits: { perMinute: ${PACES[id].perMinute}, concurrency: ${PACES[id].concurrency} }
verify: { followUp: [P30D], afterwards: P30D, confirmAfter: P30D, watch: [P30D] }
ladder:
  - { channels: [desk], wait: P90D }`,
});
const RECIPIENTS = [
  recipient('paced-mail', BY_MAIL('paced-mail')),
  recipient('paced-api', BY_API('paced-api')),
];

describe('two processes, then four', () => {
  it(
    'do nothing twice together, and ask no recipient more often or more at once than it stands',
    async ({ task, onTestFinished }) => {
      await builtProgram();
      const desks = await startTimedDesks(BUSY);
      onTestFinished(() => desks.close());
      const folder = await tempFolder('paces');
      onTestFinished(() => folder.remove());
      const { url, drop } = await freshDatabase();
      onTestFinished(drop);
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      const env: Environment = {
        REDRESS_DATA_DIR: folder.path,
        REDRESS_PLATFORMS_DIR: await writeRecipients(folder.path, RECIPIENTS),
        DATABASE_URL: url,
        REDIS_URL: redis.url,
        REDRESS_PRACTICE_HTTP: desks.http,
        REDRESS_PRACTICE_SMTP: desks.smtp,
      };
      const helpline = await openHelpline(env);
      onTestFinished(() => helpline.close());
      const start = async () => {
        const child = await serve(env, '--role', 'worker');
        onTestFinished(() => child.clear());
        return child;
      };
      const processes = await Promise.all([start(), start()]);
      const urls = RECIPIENTS.flatMap(({ id }) =>
        Array.from({ length: TAKEDOWNS }, (_, post) => `http://${id}.practice.test/p/${post + 1}`),
      );
      await helpline.submit(urls);
      await sleep(20_000);
      processes.push(...(await Promise.all([start(), start()])));
      const notices = () => desks.visits.filter(({ desk }) => !desk.startsWith('look'));
      await eventually(
        () => notices().length,
        (count) => count >= urls.length,
        TAKEDOWNS * 1_500 + 60_000,
      );
      // Time for one too many.
      await sleep(3_000);
      for (const process of processes) process.kill('SIGTERM');
      expect((await Promise.all(processes.map((one) => one.ended()))).map(({ code }) => code)).toEqual([
        ...processes.map(() => 0),
      ]);
      const found = [...byDesk(desks.visits)].map(([desk, visits]) => ({
        desk,
        visits: visits.length,
        different: new Set(visits.map(({ key }) => key)).size,
        inAMinute: mostInAMinute(visits),
        atOnce: mostAtOnce(visits),
      }));
      const twice = (kind: string): number =>
        found
          .filter(({ desk }) => desk.startsWith(kind))
          .reduce((sum, one) => sum + one.visits - one.different, 0);
      const pace = found
        .map(
          ({ desk, inAMinute, atOnce }) => `${desk.replace(/[ @].*@|\..*/g, ' ')}: ${inAMinute}, ${atOnce}`,
        )
        .join('; ');
      report(
        { task },
        {
          fault: 'two processes, then four',
          takedowns: urls.length,
          lost: urls.length - new Set(notices().map(({ key }) => key)).size,
          emailsRepeated: twice('email'),
          apiRepeated: twice('api'),
          doubled: { email: twice('email'), api: twice('api'), form: 0 },
          notes: `most in a minute, at once: ${pace}`,
        },
      );
      for (const [id, { perMinute, concurrency }] of Object.entries(PACES)) {
        const here = found.filter(({ desk }) => desk.includes(id));
        expect(here.map(({ desk }) => desk.split(' ')[0]).sort()).toHaveLength(2);
        expect(here.filter((one) => one.inAMinute > perMinute || one.atOnce > concurrency)).toEqual([]);
        expect(here.map((one) => one.different)).toEqual(here.map(() => TAKEDOWNS));
      }
    },
    size(900_000, 300_000),
  );
});
