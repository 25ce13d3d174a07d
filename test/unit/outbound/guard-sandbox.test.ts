import { describe, expect, it } from 'vitest';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import { targetOf } from '../../../src/outbound/target.ts';
import type { Guard } from '../../../src/outbound/types.ts';

const practice = { suffix: 'practice.test', address: '127.0.0.1', port: 4123 };

function sandbox(asked: string[] = []): Guard {
  return createOutbound({
    mode: 'sandbox',
    practice,
    allowNetworks: ['10.0.0.0/8'],
    resolve: async (host) => {
      asked.push(host);
      return ['10.0.0.1'];
    },
  }).guard;
}

describe('the sandbox guard', () => {
  it.each([
    'http://practice.test/',
    'http://photos.practice.test/a?b=c',
    'http://PHOTOS.Practice.TEST./',
    'http://a.b.practice.test:443/',
    'http://photos.practice.test:4123/',
  ])('leads %s to the practice port', async (url) => {
    const { scheme, host, port } = targetOf(url);
    expect(await sandbox().admit(scheme, host, port)).toMatchObject({ address: '127.0.0.1', port: 4123 });
  });

  it.each([
    ['http://site.example/', 'not_practice'],
    ['https://www.example/', 'not_practice'],
    ['http://notpractice.test/', 'not_practice'],
    ['http://practice.test.evil.example/', 'not_practice'],
    ['http://practice.tests/', 'not_practice'],
    ['http://test/', 'not_practice'],
    ['http://127.0.0.1/', 'not_practice'],
    ['http://127.0.0.1:4123/', 'not_practice'],
    ['http://[::1]/', 'not_practice'],
    ['http://localhost/', 'not_practice'],
    ['http://10.0.0.1/', 'not_practice'],
    ['http://169.254.169.254/', 'not_practice'],
    ['https://photos.practice.test/', 'scheme'],
    ['http://photos.practice.test:8080/', 'port'],
    ['http://..practice.test/', 'host_name'],
  ])('refuses %s with %s and resolves nothing', async (url, code) => {
    const asked: string[] = [];
    const { scheme, host, port } = targetOf(url);
    await expect(sandbox(asked).admit(scheme, host, port)).rejects.toMatchObject({ code });
    expect(asked).toEqual([]);
  });

  it('refuses everything when there are no practice platforms', async () => {
    const { guard } = createOutbound({ mode: 'sandbox' });
    await expect(guard.admit('http', 'photos.practice.test', 80)).rejects.toMatchObject({
      code: 'not_practice',
    });
  });

  it.each(['93.184.215.14', '10.0.0.1', '0.0.0.0', 'localhost', ''])(
    'does not start with practice at %j',
    (address) => {
      expect(() => createOutbound({ mode: 'sandbox', practice: { ...practice, address } })).toThrowError(
        expect.objectContaining({ code: 'outbound_practice' }),
      );
    },
  );
});
