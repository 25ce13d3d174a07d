import type { Config } from '../../config.ts';
import type { Logger } from '../../flow/ports.ts';
import { openQueue } from '../../queue/open.ts';
import type { Base } from '../base.ts';
import type { Found } from './finding.ts';

export async function database(config: Config, base: Base): Promise<Found> {
  const { integrity } = base.handle;
  const [ms, version, unsafe] = [
    await integrity.ping(),
    await integrity.version(),
    await integrity.unsafeSettings(),
  ];
  const where = config.databaseUrl === undefined ? 'embedded' : 'DATABASE_URL';
  if (unsafe.length > 0) {
    return {
      state: 'fault',
      text: `${where}: ${unsafe.join(', ')} is off, so a power cut can lose what was acknowledged`,
      cure: `Switch it on in postgresql.conf: ${unsafe.join(', ')}`,
    };
  }
  return { state: 'ok', text: `${where}, PostgreSQL ${version}, answers in ${ms.toFixed(1)} ms` };
}

export async function queue(config: Config, base: Base, log: Logger): Promise<Found> {
  const backend =
    config.redisUrl === undefined ? { databaseUrl: base.handle.databaseUrl } : { redisUrl: config.redisUrl };
  const opened = await openQueue({ ...backend, logger: log });
  try {
    const counts = await opened.counts();
    const waiting = Object.values(counts).reduce((sum, one) => sum + one.waiting, 0);
    return {
      state: 'ok',
      text: `${config.redisUrl === undefined ? 'in the database' : 'Redis'}, ${waiting} jobs waiting`,
    };
  } finally {
    await opened.close(0);
  }
}
