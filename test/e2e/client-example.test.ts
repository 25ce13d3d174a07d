import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/app/package-root.ts';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import { type Service, startService } from '../../src/app/service.ts';
import { builtProgram } from './support/built.ts';
import { makePlace, type Place } from './support/stage.ts';

let place: Place;
let service: Service;
beforeAll(async () => {
  await builtProgram();
  place = await makePlace({ backend: 'redis' });
  service = await startService(place.config, 'api', place.log, { http: true });
}, 180_000);
afterAll(async () => {
  await service.stop();
  await place.clear();
});

describe('examples/client.mjs', () => {
  it('works with a real server through HTTP and the queue, with nothing but the package', async () => {
    const { handle, deps } = service.base;
    const now = deps.clock.now();
    const of = {
      helplineId: PRACTICE_HELPLINE.id,
      label: 'example',
      scopes: ['practitioner'],
      expiresAt: null,
    };
    const { token } = await handle.tokens.create(of, now);
    const { secret } = await handle.intake.secrets.create(PRACTICE_HELPLINE.id, 0, now);
    const child = spawn(process.execPath, [join(packageRoot(), 'examples', 'client.mjs')], {
      env: {
        PATH: process.env['PATH'],
        REDRESS_URL: `http://127.0.0.1:${service.http?.port}`,
        REDRESS_TOKEN: token,
        REDIS_URL: place.redis?.url,
        REDRESS_HELPLINE: PRACTICE_HELPLINE.id,
        REDRESS_INTAKE_SECRET: secret,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => void chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => void chunks.push(chunk));
    const [code] = await once(child, 'close');
    const lines = Buffer.concat(chunks).toString().trim().split('\n');
    expect(lines).toEqual([
      'resolved practice-pixhub',
      'enqueued accepted',
      'bulk 1 accepted, 1 rejected',
      'refused request_invalid url_scheme',
      'listed 2',
      'timeline requested',
      'withdrawn withdrawn',
      'queued accepted',
    ]);
    expect(code).toBe(0);
  });
});
