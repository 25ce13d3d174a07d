import { describe, expect, it } from 'vitest';
import type { ApiAuth } from '../../../src/catalog/schema/api.ts';
import { type Heard, json } from './http-desk.ts';
import { apiOrder, apiRequest } from './orders.ts';
import { apiSetting } from './setting.ts';

const { open, desk } = apiSetting();
const control = { signal: new AbortController().signal, commit: async () => undefined };
const secrets = {
  token: 'canary-token',
  user: 'canary-user',
  password: 'canary-pässword',
  id: 'client id',
  secret: 's:e/c+ret',
};
const oauth = (tokenUrl: string): ApiAuth => ({
  scheme: 'oauth2_client_credentials',
  tokenUrl,
  clientIdSecret: 'id',
  clientSecretSecret: 'secret',
  scope: 'write:reports',
});

describe('the credentials of a report', () => {
  it.each<[ApiAuth, Record<string, string | undefined>]>([
    [{ scheme: 'none' }, { authorization: undefined }],
    [{ scheme: 'bearer', secret: 'token' }, { authorization: 'Bearer canary-token' }],
    [
      { scheme: 'basic', userSecret: 'user', passwordSecret: 'password' },
      { authorization: `Basic ${Buffer.from('canary-user:canary-pässword').toString('base64')}` },
    ],
    [{ scheme: 'header', header: 'Api-Key', secret: 'token' }, { 'api-key': 'canary-token' }],
  ])('by %j', async (auth, expected) => {
    const { url, sender, heard, lines } = await open((_request, response) => json(response, 200, {}), {
      secrets,
    });
    expect((await sender.send(apiOrder(apiRequest(url, { auth })), control)).delivery.result).toBe('sent');
    for (const [name, value] of Object.entries(expected)) expect(heard[0]?.headers[name]).toBe(value);
    expect(lines).toEqual([]);
  });

  it.each<[ApiAuth, Record<string, string>, string]>([
    [{ scheme: 'bearer', secret: 'practice-token' }, {}, 'missing_secret_practice_token'],
    [{ scheme: 'header', header: 'Api-Key', secret: 'token' }, { token: ' \n' }, 'missing_secret_token'],
    [
      { scheme: 'basic', userSecret: 'user', passwordSecret: 'password' },
      { user: 'u' },
      'missing_secret_password',
    ],
    [{ scheme: 'bearer', secret: 'token' }, { token: 'canary\r\nx-evil: 1' }, 'bad_secret_token'],
    [oauth('http://127.0.0.1:9/token'), { id: 'x' }, 'missing_secret_secret'],
  ])('by %j, with %j alone, are a handover that names what is missing', async (auth, given, code) => {
    const { url, sender, probe, heard, lines } = await open(() => undefined, { secrets: given });
    const report = await sender.send(apiOrder(apiRequest(url, { auth })), probe.control);
    expect(report).toEqual({ delivery: { result: 'handover', reason: 'missing_secret', code } });
    expect([probe.commits, heard]).toEqual([[], []]);
    expect(lines.join()).toContain(code);
    expect(lines.join()).not.toContain('canary');
  });

  it.each([401, 403])('that the server refuses with %i are a handover, and ops are told', async (status) => {
    const { url, sender, lines } = await open((_request, response) => json(response, status, {}), {
      secrets,
    });
    const auth = { scheme: 'bearer', secret: 'token' } as const;
    const { delivery } = await sender.send(apiOrder(apiRequest(url, { auth })), control);
    expect(delivery).toEqual({ result: 'handover', reason: 'missing_secret', code: `http_${status}` });
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain('canary');
  });
});

describe('secrets in the address', () => {
  const request = (url: string) =>
    apiRequest(`${url}/accounts/{account_id}/{other}?of={account_id}`, {
      method: 'GET',
      urlSecrets: { account_id: 'practice-account' },
    });

  it('are filled in where their placeholder stands, as one piece', async () => {
    const { url, sender, heard } = await open((_request, response) => json(response, 200, {}), {
      secrets: { 'practice-account': 'a b?c#d\n' },
    });
    expect((await sender.send(apiOrder(request(url)), control)).delivery.result).toBe('sent');
    expect(heard[0]?.url).toBe('/accounts/a%20b%3Fc%23d/%7Bother%7D?of=a%20b%3Fc%23d');
  });

  it.each([
    [{}, 'missing_secret_practice_account'],
    [{ 'practice-account': '../admin' }, 'bad_secret_practice_account'],
    [{ 'practice-account': '..' }, 'bad_secret_practice_account'],
  ])('that are missing or lead elsewhere (%j) are a handover', async (given, code) => {
    const { url, sender, probe, heard } = await open(() => undefined, { secrets: given });
    const { delivery } = await sender.send(apiOrder(request(url)), probe.control);
    expect(delivery).toEqual({ result: 'handover', reason: 'missing_secret', code });
    expect([probe.commits, heard]).toEqual([[], []]);
  });
});

describe('access tokens', () => {
  /** A token server that gives token-1, token-2 and so on, each good for `seconds`. */
  async function tokenServer(seconds?: number) {
    let given = 0;
    return desk((_request, response) => {
      given += 1;
      json(response, 200, { access_token: `token-${given}`, token_type: 'bearer', expires_in: seconds });
    });
  }
  const bearers = (heard: readonly Heard[]) => heard.map((one) => one.headers.authorization);

  it('are asked for once, with id and secret encoded, and shared by sends that run together', async () => {
    const tokens = await tokenServer(3_600);
    const { url, sender, heard } = await open((_request, response) => json(response, 200, {}), { secrets });
    const order = () => apiOrder(apiRequest(url, { auth: oauth(`${tokens.url}/token`) }));
    await Promise.all(Array.from({ length: 8 }, () => sender.send(order(), control)));
    await sender.send(order(), control);
    expect(tokens.heard).toHaveLength(1);
    expect(tokens.heard[0]).toMatchObject({
      method: 'POST',
      body: 'grant_type=client_credentials&scope=write%3Areports',
      headers: {
        authorization: `Basic ${Buffer.from('client+id:s%3Ae%2Fc%2Bret').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(new Set(bearers(heard))).toEqual(new Set(['Bearer token-1']));
  });

  it('are asked for again when they end', async () => {
    let now = 1_000_000;
    const tokens = await tokenServer(600);
    const { url, sender, heard } = await open((_request, response) => json(response, 200, {}), {
      secrets,
      clock: { now: () => now },
    });
    const order = apiOrder(apiRequest(url, { auth: oauth(tokens.url) }));
    for (const later of [0, 500_000, 100_000]) {
      now += later;
      await sender.send(order, control);
    }
    expect(bearers(heard)).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2']);
  });

  it('that a server no longer takes are renewed once, with one commit', async () => {
    const tokens = await tokenServer();
    const { url, sender, probe, heard } = await open(
      (request, response) =>
        json(response, request.headers.authorization === 'Bearer token-2' ? 200 : 401, {}),
      { secrets },
    );
    const order = apiOrder(apiRequest(url, { auth: oauth(tokens.url) }));
    expect((await sender.send(order, probe.control)).delivery.result).toBe('sent');
    expect(bearers(heard)).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(probe.commits).toHaveLength(1);
  });

  it('that a server never takes are a handover after the second try', async () => {
    const tokens = await tokenServer();
    const { url, sender, heard } = await open((_request, response) => json(response, 401, {}), { secrets });
    const { delivery } = await sender.send(apiOrder(apiRequest(url, { auth: oauth(tokens.url) })), control);
    expect(delivery).toEqual({ result: 'handover', reason: 'missing_secret', code: 'http_401' });
    expect(heard).toHaveLength(2);
  });

  it.each([
    [
      401,
      { error: 'invalid_client' },
      { result: 'handover', reason: 'missing_secret', code: 'oauth_denied' },
    ],
    [
      400,
      { error: 'invalid_client' },
      { result: 'handover', reason: 'missing_secret', code: 'oauth_denied' },
    ],
    [503, {}, { result: 'retry', code: 'oauth_unavailable' }],
    [200, { token: 'x' }, { result: 'retry', code: 'oauth_unavailable' }],
    [200, 'nonsense', { result: 'retry', code: 'oauth_unavailable' }],
  ])(
    'that the token server answers with %i %j are %j, and nothing is sent',
    async (status, body, delivery) => {
      const tokens = await desk((_request, response) => json(response, status, body));
      const { url, sender, probe, heard } = await open((_request, response) => json(response, 200, {}), {
        secrets,
      });
      const order = apiOrder(apiRequest(url, { auth: oauth(tokens.url) }));
      expect((await sender.send(order, probe.control)).delivery).toEqual(delivery);
      expect([probe.commits, heard]).toEqual([[], []]);
    },
  );

  it('do not hold up an abort while the token server keeps silent', async () => {
    const tokens = await desk(() => undefined);
    const { url, sender, probe } = await open(() => undefined, { secrets });
    const abort = new AbortController();
    const order = apiOrder(apiRequest(url, { auth: oauth(tokens.url) }));
    const sending = sender.send(order, { ...probe.control, signal: abort.signal });
    const outcome = expect(sending).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => tokens.heard.length, { timeout: 10_000 }).toBe(1);
    abort.abort();
    await outcome;
    expect(probe.commits).toEqual([]);
  });
});
