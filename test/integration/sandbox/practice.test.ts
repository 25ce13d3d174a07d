import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Practice, startPractice } from '../../../src/sandbox/index.ts';
import { mail, visit } from './client.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice();
});
beforeEach(() => {
  practice.reset();
});
afterAll(async () => {
  await practice.close();
});

const SITES = [
  'pixhub',
  'looply',
  'letterbox',
  'gatekeep',
  'deafly',
  'wobbly',
  'wobbly-mail',
  'refusenik',
  'boomerang',
  'borderline',
  'wallflower',
];

describe('posts', () => {
  it.each(SITES)('%s has a post for every number, in words only', async (name) => {
    for (const id of ['1', '123456789012']) {
      const page = await visit(practice, `http://${name}.practice.test/p/${id}`);
      expect(page.status).toBe(200);
      expect(page.text).toContain(`[image withheld: practice post ${id}]`);
      expect(page.text).toMatch(new RegExp(`<img src="http://[a-z.-]+/media/${id}\\.png"`));
      expect(page.text.match(/<title>(.*)<\/title>/)?.[1]).not.toContain(id);
    }
    expect(practice.arrivals(name).looks).toEqual(
      new Map([
        ['1', 1],
        ['123456789012', 1],
      ]),
    );
  });

  it.each([
    ['looply', 'looply.practice.test'],
    ['pixhub', 'cdn.pixhub.practice.test'],
  ])('media of %s answer HEAD, have no image to give, and count who asks for one', async (name, host) => {
    const head = await visit(practice, `http://${host}/media/7.png`, { method: 'HEAD' });
    expect([head.status, head.headers['content-type'], head.headers['content-length']]).toEqual([
      200,
      'image/png',
      '48213',
    ]);
    const get = await visit(practice, `http://${host}/media/7.png`);
    expect([get.status, get.text]).toEqual([204, '']);
    expect(practice.arrivals(name).media).toEqual({ head: 1, get: 1 });
  });

  it.each(['/p/', '/p/abc', '/p/1234567890123', '/elsewhere'])('there is nothing at %s', async (path) => {
    expect((await visit(practice, `http://letterbox.practice.test${path}`)).status).toBe(404);
  });
});

describe('a practice', () => {
  it('tells its platforms apart by host and knows no other host', async () => {
    expect((await visit(practice, 'http://letterbox.practice.test/')).text).toContain('Letterbox');
    expect((await visit(practice, 'http://elsewhere.practice.test/p/1')).status).toBe(404);
    expect((await visit(practice, 'http://letterbox.example/p/1')).status).toBe(404);
  });

  it('can be told to remove a post and to bring it back', async () => {
    const page = async () => (await visit(practice, 'http://gatekeep.practice.test/p/4')).status;
    practice.takeDown('gatekeep', '4');
    expect(await page()).toBe(404);
    practice.bringBack('gatekeep', '4');
    expect(await page()).toBe(200);
  });

  it('drops connections to a platform that is down, and to no other', async () => {
    practice.setDown('pixhub', true);
    await expect(visit(practice, 'http://pixhub.practice.test/')).rejects.toThrow();
    expect((await visit(practice, 'http://looply.practice.test/')).status).toBe(200);
    practice.setDown('pixhub', false);
    expect((await visit(practice, 'http://pixhub.practice.test/')).status).toBe(200);
  });

  it('forgets everything on reset', async () => {
    practice.takeDown('letterbox', '3');
    practice.setDown('wobbly', true);
    await mail(practice, 'safety@letterbox.practice.test', { text: 'http://letterbox.practice.test/p/3' });
    practice.reset();
    expect(practice.arrivals('letterbox')).toMatchObject({ arrived: 0, accepted: 0, sameText: 0 });
    expect(practice.arrivals('letterbox').posts.size).toBe(0);
    expect((await visit(practice, 'http://letterbox.practice.test/p/3')).text).toContain('practice post 3');
    expect((await visit(practice, 'http://wobbly.practice.test/')).status).toBe(200);
  });

  it('knows no platform but its own', () => {
    expect(() => practice.arrivals('nobody')).toThrow('no practice platform nobody');
    expect(() => practice.takeDown('nobody', '1')).toThrow('no practice platform nobody');
  });

  it('says which port is taken and leaves nothing open', async () => {
    await expect(startPractice({ httpPort: practice.http.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await expect(startPractice({ smtpPort: practice.smtp.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('stops answering when it is closed', async () => {
    const short = await startPractice();
    await visit(short, 'http://pixhub.practice.test/');
    await short.close();
    await expect(visit(short, 'http://pixhub.practice.test/')).rejects.toThrow();
    await expect(mail(short, 'safety@letterbox.practice.test', { text: 'x' })).rejects.toThrow();
  });
});
