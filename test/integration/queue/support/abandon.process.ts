/** Takes one job, says so, and never ends it: the test kills this process. */
import { openQueue } from '../../../../src/queue/open.ts';
import { silentLogger } from '../../../support/silent-logger.ts';

const [, , kind, url] = process.argv;
if (url === undefined) {
  throw new Error('abandon.process.ts <redis|postgres> <url>');
}
const queue = await openQueue({
  ...(kind === 'redis' ? { redisUrl: url } : { databaseUrl: url }),
  logger: silentLogger,
  stalling: { lock: 2_000, interval: 1_000 },
});
await queue.work('email', 1, async (job) => {
  process.stdout.write(`took ${job.id}\n`);
  await new Promise(() => undefined);
});
