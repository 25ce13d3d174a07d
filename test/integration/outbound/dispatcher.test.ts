import http from 'node:http';
import { request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import { type GuardOptions, type Outbound, OutboundRefused } from '../../../src/outbound/types.ts';
import { type Running, serve } from './servers.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function running(server: http.Server): Promise<Running> {
  const one = await serve(server);
  opened.push(one);
  return one;
}

function outbound(options: GuardOptions): Outbound {
  const one = createOutbound(options);
  opened.push(one);
  return one;
}

const live = (resolve: GuardOptions['resolve']): Outbound =>
  outbound({ mode: 'live', allowNetworks: ['127.0.0.0/8'], resolve });

const seen = (): http.Server =>
  http.createServer((req, res) => res.end(`${req.headers.host} ${req.method} ${req.url}`));

describe('the guarded dispatcher', () => {
  it('connects to the admitted address and keeps the name in the Host header', async () => {
    const { port } = await running(seen());
    const { dispatcher } = live(async () => ['127.0.0.1']);
    const answer = await request(`http://site.example:${port}/a?b=c`, { dispatcher });
    expect(await answer.body.text()).toBe(`site.example:${port} GET /a?b=c`);
  });

  it('resolves once per connection, so a name that changes its answer leads nowhere else', async () => {
    const { port } = await running(seen());
    let asked = 0;
    const { dispatcher } = live(async () => {
      asked += 1;
      return asked === 1 ? ['127.0.0.1'] : ['10.0.0.1'];
    });
    const answer = await request(`http://rebind.example:${port}/`, { dispatcher });
    expect(answer.statusCode).toBe(200);
    await answer.body.dump();
    expect(asked).toBe(1);
  });

  it.each([
    ['http://10.0.0.1/', 'address_private'],
    ['http://169.254.169.254/latest/meta-data/', 'address_metadata'],
    ['http://x.onion/', 'host_name'],
    ['http://gone.example/', 'unresolvable'],
  ])('answers a request for %s with the refusal itself', async (url, code) => {
    const { dispatcher } = live(async () => []);
    const error = await request(url, { dispatcher }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(OutboundRefused);
    expect(error).toMatchObject({ code });
  });

  it('leads practice names to the practice port and nothing else', async () => {
    const { port } = await running(seen());
    const practice = { suffix: 'practice.test', address: '127.0.0.1', port };
    const { dispatcher } = outbound({ mode: 'sandbox', practice });
    const answer = await request('http://photos.practice.test/x', { dispatcher });
    expect(await answer.body.text()).toBe('photos.practice.test GET /x');
    await expect(request(`http://127.0.0.1:${port}/`, { dispatcher })).rejects.toMatchObject({
      code: 'not_practice',
    });
  });

  it('gives up on an answer whose head is larger than 16 KiB', async () => {
    const { port } = await running(
      http.createServer((_req, res) => res.writeHead(200, { 'x-large': 'a'.repeat(17 * 1024) }).end()),
    );
    const { dispatcher } = live(async () => ['127.0.0.1']);
    await expect(request(`http://site.example:${port}/`, { dispatcher })).rejects.toMatchObject({
      code: 'UND_ERR_HEADERS_OVERFLOW',
    });
  });

  it('does not follow a redirect by itself', async () => {
    const { port } = await running(
      http.createServer((_req, res) => res.writeHead(302, { location: 'http://10.0.0.1/' }).end()),
    );
    const { dispatcher } = live(async () => ['127.0.0.1']);
    const answer = await request(`http://site.example:${port}/`, { dispatcher });
    expect(answer.statusCode).toBe(302);
    await answer.body.dump();
  });

  it('ends what is under way when it is closed', async () => {
    const { port } = await running(http.createServer(() => undefined));
    const out = live(async () => ['127.0.0.1']);
    const pending = request(`http://site.example:${port}/`, { dispatcher: out.dispatcher }).catch(
      (e: unknown) => e,
    );
    await out.close();
    expect(await pending).toBeInstanceOf(Error);
  });
});
