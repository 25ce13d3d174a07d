import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPostgresBackend, Queue, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intakeKey } from '../../src/app/intake-key.ts';
import { packageRoot } from '../../src/app/package-root.ts';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import { type Service, startService } from '../../src/app/service.ts';
import { createQueueClient, type QueueClient } from '../../src/client/queue/queue-client.ts';
import { sealRequest } from '../../src/client/queue/seal.ts';
import type { IntakeKey } from '../../src/wire/intake-envelope.ts';
import { dumpRedis, dumpSchema } from './support/dump.ts';
import { eventually } from './support/eventually.ts';
import { post, requestAbout } from './support/request.ts';
import { BACKENDS, type Backend, makePlace, type Place, query } from './support/stage.ts';

const HELPLINE = PRACTICE_HELPLINE.id;
const CANARY = 'kestrel-canary-4711';

interface Desk {
  readonly place: Place;
  readonly service: Service;
  readonly client: QueueClient;
  readonly key: IntakeKey;
  readonly secret: string;
  readonly raw: RawQueue;
}

async function openDesk(backend: Backend): Promise<Desk> {
  const place = await makePlace({ backend });
  const service = await startService(place.config, 'api', place.log, { http: false });
  const { secrets } = service.base.handle.intake;
  const { secret } = await secrets.create(HELPLINE, 0, Date.now());
  const { jwk: key } = await intakeKey(service.base);
  const at =
    place.redis === undefined
      ? { backend: { postgres: place.database.url } }
      : { connection: { url: place.redis.url } };
  return {
    place,
    service,
    key,
    secret,
    client: createQueueClient({ ...at, helpline: HELPLINE, secret, serverKey: { keys: [key] } }),
    raw: rawQueue(place),
  };
}

/** What is used of BullMQ's Queue: those of the two backends are of different types. */
interface RawJob {
  readonly id?: string | undefined;
  readonly returnvalue: unknown;
  readonly failedReason: string;
  readonly stacktrace: string[] | null;
  retry(): Promise<void>;
}
interface RawQueue {
  add(name: string, data: unknown): Promise<RawJob>;
  getJob(id: string): Promise<RawJob | undefined>;
  getJobState(id: string): Promise<string>;
  close(): Promise<void>;
}

/** As a program that knows nothing of the client adds jobs. */
function rawQueue(place: Place): RawQueue {
  if (place.redis !== undefined) {
    return new Queue('takedown-intake', { connection: { url: place.redis.url }, prefix: 'redress' });
  }
  const { Queue: OnPostgres } = withBackend(createPostgresBackend);
  return new OnPostgres('takedown-intake', {
    connection: { connectionString: place.database.url, schema: 'redress_intake', max: 2 },
  });
}

describe.each(BACKENDS)('the intake queue on %s', (backend) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(backend);
  });
  afterAll(async () => {
    await desk.raw.close();
    await desk.client.close();
    await desk.service.stop();
    await desk.place.clear();
  });

  const answerTo = async (data: unknown, name = 'takedown'): Promise<unknown> => {
    const job = await desk.raw.add(name, data);
    const id = job.id ?? '';
    await eventually(
      () => desk.raw.getJobState(id),
      (state) => state === 'completed' || state === 'failed',
    );
    const done = await desk.raw.getJob(id);
    return done?.returnvalue ?? { failed: done?.failedReason, stack: done?.stacktrace };
  };
  const codesOf = (answer: unknown): unknown => {
    const problems = Reflect.get(Object(answer), 'problems');
    return Array.isArray(problems) ? problems.map((one) => Reflect.get(Object(one), 'code')) : answer;
  };
  const sealing = (): { helpline: string; secret: string; serverKey: IntakeKey } => ({
    helpline: HELPLINE,
    secret: desk.secret,
    serverKey: desk.key,
  });
  const takedowns = (): Promise<readonly { id: string }[]> =>
    query(desk.place.database.url, 'SELECT id FROM redress.takedowns');

  it('takes a request in with all gates, and the answer is the job’s return value', async () => {
    const id = await desk.client.enqueue(requestAbout(post('pixhub', 9001)));
    const answer = await desk.client.wait(id);
    expect(answer).toMatchObject({
      result: 'accepted',
      id: expect.stringMatching(/^td_/),
      platform: 'practice-pixhub',
    });
    const stored = await desk.service.base.deps.ledger.load(answer.result === 'accepted' ? answer.id : '');
    expect(stored?.helplineId).toBe(HELPLINE);
  });

  it('answers what is missing with codes and fields, and what is open already as a duplicate', async () => {
    const [bad, twin] = await desk.client.enqueueMany([
      requestAbout('ftp://pixhub.practice.test/p/9002'),
      requestAbout(post('pixhub', 9001)),
    ]);
    const problems = await desk.client.wait(bad ?? '');
    expect(problems).toMatchObject({
      result: 'rejected',
      problems: [{ code: 'url_scheme', field: 'url' }],
    });
    expect(await desk.client.wait(twin ?? '')).toMatchObject({ result: 'duplicate' });
  });

  it('keeps no URL of what may show a minor', async () => {
    const id = await desk.client.enqueue(requestAbout(post('pixhub', 9003), { ageInImage: 'unknown' }));
    const answer = await desk.client.wait(id);
    expect(answer.result).toBe('minor_route');
    const rows = await query<{ notice: Buffer | null; url_hash: Buffer | null }>(
      desk.place.database.url,
      `SELECT notice, url_hash FROM redress.takedowns WHERE id = '${answer.result === 'minor_route' ? answer.id : ''}'`,
    );
    expect(rows).toEqual([{ notice: null, url_hash: null }]);
  });

  it('answers a job that comes again as the first time, however it comes', async () => {
    const request = requestAbout(post('pixhub', 9004));
    const jti = 'again-0123456789abcdef';
    const data = await sealRequest(sealing(), request, jti);
    const first = await answerTo(data);
    const before = (await takedowns()).length;
    expect(first).toMatchObject({ result: 'accepted' });
    expect(await answerTo(data)).toEqual(first);
    expect(await answerTo(await sealRequest(sealing(), request, jti))).toEqual(first);
    // As a worker leaves it that ends between taking the seal out and telling the answer.
    expect(await answerTo({ v: 1, helpline: HELPLINE, answered: jti })).toEqual(first);
    const other = await sealRequest(sealing(), requestAbout(post('pixhub', 9005)), jti);
    expect(codesOf(await answerTo(other))).toEqual(['envelope_reused']);
    expect((await takedowns()).length).toBe(before);
  });

  it('goes on as the same takedown where a process died before it answered', async () => {
    const jti = 'died-0123456789abcdef';
    const request = requestAbout(post('pixhub', 9006));
    const first = await answerTo(await sealRequest(sealing(), request, jti));
    await query(desk.place.database.url, `UPDATE redress.intake_jobs SET answer = NULL WHERE jti = '${jti}'`);
    const again = await answerTo(await sealRequest(sealing(), request, jti));
    expect(again).toMatchObject({ result: 'accepted', id: Reflect.get(Object(first), 'id') });
  });

  it('takes a job in once that many workers are given at the same time', async () => {
    const data = await sealRequest(sealing(), requestAbout(post('pixhub', 9007)), 'many-0123456789abcdef');
    const answers = await Promise.all(Array.from({ length: 12 }, () => answerTo(data)));
    const ids = new Set(answers.map((one) => Reflect.get(Object(one), 'id')));
    expect(ids.size).toBe(1);
    expect(new Set(answers.map((one) => Reflect.get(Object(one), 'result')))).toEqual(new Set(['accepted']));
  });

  it('refuses a secret that was revoked, and takes both during the change of one', async () => {
    const { secrets } = desk.service.base.handle.intake;
    const next = await secrets.create(HELPLINE, 60_000, Date.now());
    const signedBy = async (secret: string, jti: string): Promise<unknown> =>
      codesOf(
        await answerTo(await sealRequest({ ...sealing(), secret }, requestAbout(post('pixhub', 9001)), jti)),
      );
    expect(await signedBy(desk.secret, 'former-0123456789abcdef')).toMatchObject({ result: 'duplicate' });
    expect(await signedBy(next.secret, 'newest-0123456789abcdef')).toMatchObject({ result: 'duplicate' });
    expect(await secrets.revoke(HELPLINE, next.id, Date.now())).toBe(1);
    expect(await signedBy(next.secret, 'revoked-0123456789abcdef')).toEqual(['envelope_untrusted']);
    const listed = await secrets.list(HELPLINE);
    expect(listed.find((one) => one.id === next.id)).toMatchObject({ lastUsedAt: expect.any(Number) });
    expect(JSON.stringify(listed)).not.toContain(next.secret);
  });

  const forged = async (claims: Record<string, unknown>, secret = desk.secret): Promise<unknown> => {
    const signed = await new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from(secret));
    const { kty, crv, x, kid } = desk.key;
    return {
      v: 1,
      helpline: HELPLINE,
      sealed: await new CompactEncrypt(Buffer.from(signed))
        .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid })
        .encrypt(await importJWK({ kty, crv, x }, 'ECDH-ES')),
    };
  };
  const now = (): number => Math.floor(Date.now() / 1_000);
  const claims = (more: Record<string, unknown>): Record<string, unknown> => ({
    iss: HELPLINE,
    aud: 'redress-intake',
    iat: now(),
    jti: 'forged-0123456789abcdef',
    request: requestAbout(post('pixhub', 9100)),
    ...more,
  });
  const DAY = 24 * 3600;

  it.each<[string, () => Promise<unknown> | unknown, string]>([
    ['is text', () => `https://red.example/${CANARY}`, 'envelope_malformed'],
    ['is a request in the clear', () => requestAbout(`https://red.example/${CANARY}`), 'envelope_malformed'],
    ['is nothing', () => null, 'envelope_malformed'],
    [
      'is of another version',
      async () => ({ ...Object(await forged(claims({}))), v: 2 }),
      'envelope_malformed',
    ],
    [
      'has more fields',
      async () => ({ ...Object(await forged(claims({}))), url: CANARY }),
      'envelope_malformed',
    ],
    [
      'is too long',
      () => ({ v: 1, helpline: HELPLINE, sealed: `a..b.${'c'.repeat(500_000)}.d` }),
      'envelope_malformed',
    ],
    ['was altered', async () => cut(await forged(claims({}))), 'envelope_unopenable'],
    [
      'is sealed to another key',
      () => ({ v: 1, helpline: HELPLINE, sealed: 'e30..YQ.YQ.YQ' }),
      'envelope_foreign_key',
    ],
    [
      'is signed with another secret',
      () => forged(claims({}), 'another-secret-of-enough-length-0123'),
      'envelope_untrusted',
    ],
    ['is signed for another helpline', () => forged(claims({ iss: 'other' })), 'envelope_untrusted'],
    [
      'names a helpline that is not there',
      async () => ({ ...Object(await forged(claims({}))), helpline: 'none' }),
      'envelope_untrusted',
    ],
    ['names no job', () => forged(claims({ jti: undefined })), 'envelope_malformed'],
    ['is for others', () => forged(claims({ aud: 'elsewhere' })), 'envelope_malformed'],
    ['is too old', () => forged(claims({ iat: now() - 8 * DAY })), 'envelope_expired'],
    ['comes from the future', () => forged(claims({ iat: now() + 3600 })), 'envelope_early'],
    [
      'has no request',
      () => forged(claims({ request: undefined, jti: 'nothing-0123456789abcdef' })),
      'envelope_malformed',
    ],
  ])('answers a job that %s with a code, and goes on', async (_, make, code) => {
    const before = (await takedowns()).length;
    expect(codesOf(await answerTo(await make(), 'anything'))).toContain(code);
    expect((await takedowns()).length).toBe(before);
  });

  it('leaves nothing red in the queue, in the answers or in the log', async () => {
    const red = requestAbout(`${post('pixhub', 9200)}?${CANARY}`, { description: CANARY });
    const id = await desk.client.enqueue(red);
    expect((await desk.client.wait(id)).result).toBe('accepted');
    const dump =
      desk.place.redis === undefined
        ? await dumpSchema(desk.place.database.url, 'redress_intake')
        : await dumpRedis(desk.place.redis.url);
    expect(dump).toContain('takedown-intake');
    expect(dump).toContain(id);
    expect(dump).not.toContain(CANARY);
    // A seal begins with its header, {"alg":"ECDH-ES", in base64url.
    const { sealed } = await sealRequest(sealing(), red, 'header-0123456789abcdef');
    expect(sealed).toContain('eyJhbGciOiJFQ0RILUVT');
    expect(dump).not.toContain('eyJhbGciOiJFQ0RILUVT');
    const ledger = await dumpSchema(desk.place.database.url, 'redress');
    expect(ledger).toContain('redress.intake_jobs');
    expect(ledger).not.toContain(CANARY);
    expect(ledger).not.toContain(desk.secret);
    expect(await desk.place.logText()).not.toContain(CANARY);
  });
});

function cut(data: unknown): unknown {
  const sealed = String(Reflect.get(Object(data), 'sealed'));
  return { ...Object(data), sealed: `${sealed.slice(0, -4)}AAAA` };
}

describe('a user of Redis with the rules of docs/queue-intake.md', () => {
  let place: Place;
  beforeAll(async () => {
    place = await makePlace({ backend: 'redis' });
  });
  afterAll(() => place.clear());

  it('may add jobs and read their answers, and nothing else of the server', async () => {
    const service = await startService(place.config, 'api', place.log, { http: false });
    const guide = await readFile(join(packageRoot(), 'docs', 'queue-intake.md'), 'utf8');
    const [, rules = ''] = /ACL SETUSER my-helpline on >PASSWORD (.+)/.exec(guide) ?? [];
    const redis = new Redis(place.redis?.url ?? '');
    await redis.call('ACL', 'SETUSER', 'my-helpline', 'on', '>PASSWORD', ...rules.trim().split(' '));
    const url = (place.redis?.url ?? '').replace('//', '//my-helpline:PASSWORD@');
    const { secret } = await service.base.handle.intake.secrets.create(HELPLINE, 0, Date.now());
    const { jwk: serverKey } = await intakeKey(service.base);
    const client = createQueueClient({ connection: { url }, helpline: HELPLINE, secret, serverKey });
    const id = await client.enqueue(requestAbout(post('pixhub', 9400)));
    expect(await client.wait(id)).toMatchObject({ result: 'accepted' });
    expect(await redis.call('ACL', 'LOG')).toEqual([]);
    const theirs = new Redis(url);
    await expect(theirs.lrange('redress:redress-email:wait', '0', '-1')).rejects.toThrow('NOPERM');
    await expect(theirs.call('KEYS', '*')).rejects.toThrow('NOPERM');
    theirs.disconnect();
    redis.disconnect();
    await client.close();
    await service.stop();
  });
});

describe('the intake queue when the ledger fails', () => {
  let place: Place;
  beforeAll(async () => {
    place = await makePlace({ backend: 'redis' });
  });
  afterAll(() => place.clear());

  it('fails the job with a code and no frames, so that a retry takes it in', async () => {
    const service = await startService(place.config, 'api', place.log, { http: false });
    const { secret } = await service.base.handle.intake.secrets.create(HELPLINE, 0, Date.now());
    const { jwk: serverKey } = await intakeKey(service.base);
    const connection = { url: place.redis?.url ?? '' };
    const raw = rawQueue(place);
    const client = createQueueClient({ connection, helpline: HELPLINE, secret, serverKey });
    await query(place.database.url, 'ALTER TABLE redress.intake_jobs RENAME TO away');
    const data = await sealRequest(
      { helpline: HELPLINE, secret, serverKey },
      requestAbout(post('pixhub', 9300)),
      'fails-0123456789abcdef',
    );
    const job = await raw.add('takedown', data);
    await eventually(
      () => raw.getJobState(job.id ?? ''),
      (state) => state === 'failed',
    );
    const failed = await raw.getJob(job.id ?? '');
    expect(failed?.failedReason).toBe('intake_unavailable: Redress could not take it in now; retry the job');
    expect((failed?.stacktrace ?? []).join('')).not.toMatch(/ at |redress\.intake_jobs|practice\.test/);
    await expect(client.answer(job.id ?? '')).rejects.toMatchObject({ code: 'intake_failed' });
    await query(place.database.url, 'ALTER TABLE redress.away RENAME TO intake_jobs');
    await failed?.retry();
    expect(await client.wait(job.id ?? '')).toMatchObject({ result: 'accepted' });
    // What is no JSON at all is passed over; the worker goes on.
    const redis = new Redis(place.redis?.url ?? '');
    await redis.hset('redress:takedown-intake:broken-1', {
      name: 'x',
      data: `{${CANARY}`,
      opts: '{}',
      timestamp: Date.now(),
    });
    await redis.lpush('redress:takedown-intake:wait', 'broken-1');
    redis.disconnect();
    const next = await client.enqueue(requestAbout(post('pixhub', 9301)));
    expect(await client.wait(next)).toMatchObject({ result: 'accepted' });
    await client.close();
    await raw.close();
    await service.stop();
    expect(await place.logText()).not.toContain(CANARY);
  });
});
