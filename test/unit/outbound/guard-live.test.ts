import { describe, expect, it } from 'vitest';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import { targetOf } from '../../../src/outbound/target.ts';
import { type Admitted, type GuardOptions, OutboundRefused } from '../../../src/outbound/types.ts';

/** What the injected resolver answers; nothing here ever leaves the process. */
const NAMES: Record<string, readonly string[]> = {
  'site.example': ['93.184.215.14'],
  'six.example': ['2606:4700::6810:84e5'],
  'both.example': ['93.184.215.14', '2606:4700::6810:84e5'],
  'private.example': ['10.0.0.5'],
  'loop.example': ['127.0.0.1'],
  'mixed.example': ['93.184.215.14', '10.0.0.5'],
  'mixed6.example': ['2606:4700::6810:84e5', 'fe80::1'],
  'zone.example': ['fe80::1%eth0'],
  'meta.example': ['169.254.169.254'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'mapped-public.example': ['::ffff:93.184.215.14'],
  'nat64.example': ['64:ff9b::5db8:d70e'],
  'nat64-private.example': ['64:ff9b::a00:1'],
  'nothing.example': [],
  'garbage.example': ['not an address'],
  'xn--bcher-kva.example': ['93.184.215.14'],
  'metadata.google.internal': ['169.254.169.254'],
  'lab.internal': ['10.9.0.4'],
  localhost: ['127.0.0.1'],
};

function admit(url: string, options: Partial<GuardOptions> = {}): Promise<Admitted> {
  const { guard } = createOutbound({
    mode: 'live',
    resolve: async (host) => {
      const found = NAMES[host];
      if (found === undefined) throw new Error('ENOTFOUND');
      return found;
    },
    ...options,
  });
  const { scheme, host, port } = targetOf(url);
  return guard.admit(scheme, host, port);
}

async function codeOf(url: string, options: Partial<GuardOptions> = {}): Promise<string> {
  try {
    await admit(url, options);
    return 'admitted';
  } catch (error) {
    if (error instanceof OutboundRefused) return error.code;
    throw error;
  }
}

const HOSTILE: readonly (readonly [url: string, code: string])[] = [
  // schemes
  ['ftp://site.example/', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['gopher://site.example:70/_x', 'scheme'],
  ['data:text/html,hello', 'scheme'],
  ['javascript:alert(1)', 'scheme'],
  ['blob:https://site.example/uuid', 'scheme'],
  ['ws://site.example/', 'scheme'],
  ['dict://127.0.0.1:11211/stat', 'scheme'],
  ['ldap://127.0.0.1/', 'scheme'],
  ['chrome://settings', 'scheme'],
  // not URLs
  ['', 'url'],
  ['site.example/path', 'url'],
  ['//site.example/', 'url'],
  ['http://', 'url'],
  ['http://[fe80::1%25eth0]/', 'url'],
  ['http://[::1', 'url'],
  ['http://256.256.256.256/', 'url'],
  ['http://1.2.3.4.5/', 'url'],
  ['http://0x100000000/', 'url'],
  ['http://site.example:99999/', 'url'],
  ['http://ex%00ample.example/', 'url'],
  ['http://a b.example/', 'url'],
  // userinfo
  ['http://user@site.example/', 'userinfo'],
  ['https://user:secret@site.example/', 'userinfo'],
  ['http://site.example@127.0.0.1/', 'userinfo'],
  ['http://site.example%40evil.example@10.0.0.1/', 'userinfo'],
  ['http://:secret@site.example/', 'userinfo'],
  // ports
  ['http://site.example:8080/', 'port'],
  ['http://site.example:22/', 'port'],
  ['https://site.example:8443/', 'port'],
  ['http://site.example:25/', 'port'],
  ['http://site.example:6379/', 'port'],
  ['http://site.example:0/', 'port'],
  ['http://127.0.0.1:9222/', 'port'],
  // loopback in every spelling
  ['http://127.0.0.1/', 'address_private'],
  ['http://127.1/', 'address_private'],
  ['http://127.0.0.1./', 'address_private'],
  ['http://2130706433/', 'address_private'],
  ['http://0x7f000001/', 'address_private'],
  ['http://0x7f.0.0.1/', 'address_private'],
  ['http://0177.0.0.1/', 'address_private'],
  ['http://017700000001/', 'address_private'],
  ['http://0x7F.0x0.0x0.0x1/', 'address_private'],
  ['http://127.255.255.254/', 'address_private'],
  ['http://%31%32%37.0.0.1/', 'address_private'],
  ['http://①②⑦.⓪.⓪.①/', 'address_private'],
  ['http://127。0。0。1/', 'address_private'],
  ['http://0/', 'address_private'],
  ['http://0.0.0.0/', 'address_private'],
  ['http://0.1.2.3/', 'address_private'],
  ['http:\\\\127.0.0.1\\', 'address_private'],
  ['http:127.0.0.1/', 'address_private'],
  ['http://127.0.0.1\\@site.example/', 'address_private'],
  ['http://127.0.0.1#@site.example/', 'address_private'],
  // the other IPv4 ranges
  ['http://10.0.0.1/', 'address_private'],
  ['http://10.1/', 'address_private'],
  ['http://172.16.0.1/', 'address_private'],
  ['http://172.31.255.255/', 'address_private'],
  ['http://192.168.1.1/', 'address_private'],
  ['http://0xc0.0xa8.1/', 'address_private'],
  ['http://100.64.0.1/', 'address_private'],
  ['http://100.127.255.254/', 'address_private'],
  ['http://198.18.0.1/', 'address_private'],
  ['http://198.19.255.255/', 'address_private'],
  ['http://192.0.2.1/', 'address_private'],
  ['http://198.51.100.7/', 'address_private'],
  ['http://203.0.113.9/', 'address_private'],
  ['http://192.0.0.1/', 'address_private'],
  ['http://192.88.99.1/', 'address_private'],
  ['http://224.0.0.1/', 'address_private'],
  ['http://239.255.255.250/', 'address_private'],
  ['http://240.0.0.1/', 'address_private'],
  ['http://255.255.255.255/', 'address_private'],
  // metadata
  ['http://169.254.169.254/latest/meta-data/', 'address_metadata'],
  ['http://2852039166/', 'address_metadata'],
  ['http://0xa9fea9fe/', 'address_metadata'],
  ['http://169.254.1.1/', 'address_metadata'],
  ['http://168.63.129.16/', 'address_metadata'],
  ['http://100.100.100.200/', 'address_metadata'],
  ['http://192.0.0.192/', 'address_metadata'],
  ['http://[fd00:ec2::254]/', 'address_metadata'],
  ['http://[fd20:ce::254]/', 'address_metadata'],
  ['http://[::ffff:169.254.169.254]/', 'address_metadata'],
  ['http://[64:ff9b::a9fe:a9fe]/', 'address_metadata'],
  ['http://[2002:a9fe:a9fe::1]/', 'address_metadata'],
  // IPv6
  ['http://[::1]/', 'address_private'],
  ['http://[0:0:0:0:0:0:0:1]/', 'address_private'],
  ['http://[::]/', 'address_private'],
  ['http://[::ffff:127.0.0.1]/', 'address_private'],
  ['http://[::ffff:7f00:1]/', 'address_private'],
  ['http://[::127.0.0.1]/', 'address_private'],
  ['http://[::5db8:d70e]/', 'address_private'],
  ['http://[::ffff:0:127.0.0.1]/', 'address_private'],
  ['http://[fe80::1]/', 'address_private'],
  ['http://[febf::1]/', 'address_private'],
  ['http://[fec0::1]/', 'address_private'],
  ['http://[fc00::1]/', 'address_private'],
  ['http://[fd12:3456:789a::1]/', 'address_private'],
  ['http://[ff02::1]/', 'address_private'],
  ['http://[2001:db8::1]/', 'address_private'],
  ['http://[3fff::1]/', 'address_private'],
  ['http://[2001:2::1]/', 'address_private'],
  ['http://[100::1]/', 'address_private'],
  ['http://[5f00::1]/', 'address_private'],
  ['http://[4000::1]/', 'address_private'],
  ['http://[64:ff9b::7f00:1]/', 'address_private'],
  ['http://[64:ff9b::10.0.0.1]/', 'address_private'],
  ['http://[64:ff9b:1::8.8.8.8]/', 'address_private'],
  ['http://[2002:7f00:1::1]/', 'address_private'],
  ['http://[2002:c0a8:101::1]/', 'address_private'],
  ['http://[2001:0:5db8:d70e:0:0:80ff:fffe]/', 'address_private'],
  ['http://[2001:0:a00:1:0:0:a247:28f1]/', 'address_private'],
  ['http://[2606:4700::5efe:10.0.0.1]/', 'address_private'],
  ['http://[2606:4700::200:5efe:192.168.0.1]/', 'address_private'],
  // names of the own network
  ['http://localhost/', 'host_name'],
  ['http://LOCALHOST/', 'host_name'],
  ['http://localhost./', 'host_name'],
  ['http://loc%61lhost/', 'host_name'],
  ['http://ⓛocalhost/', 'host_name'],
  ['http://a.localhost/', 'host_name'],
  ['http://printer.local/', 'host_name'],
  ['http://metadata.google.internal/', 'host_name'],
  ['http://metadata/', 'host_name'],
  ['http://instance-data/', 'host_name'],
  ['http://router.lan/', 'host_name'],
  ['http://nas.home.arpa/', 'host_name'],
  ['http://wiki.corp/', 'host_name'],
  ['http://intranet/', 'host_name'],
  ['http://example/', 'host_name'],
  ['http://abcdefghijklmnop.onion/', 'host_name'],
  ['http://name.invalid/', 'host_name'],
  ['http://site.example../', 'host_name'],
  ['http://site..example/', 'host_name'],
  [`http://${'a'.repeat(64)}.example/`, 'host_name'],
  [`http://${'a.'.repeat(130)}example/`, 'host_name'],
  // what names lead to
  ['http://private.example/', 'address_private'],
  ['http://loop.example/', 'address_private'],
  ['https://loop.example./', 'address_private'],
  ['http://mixed.example/', 'address_private'],
  ['http://mixed6.example/', 'address_private'],
  ['http://zone.example/', 'address_private'],
  ['http://mapped.example/', 'address_private'],
  ['http://nat64-private.example/', 'address_private'],
  ['http://garbage.example/', 'address_private'],
  ['http://meta.example/', 'address_metadata'],
  ['http://nothing.example/', 'unresolvable'],
  ['http://unknown.example/', 'unresolvable'],
];

describe('the live guard', () => {
  it.each(HOSTILE)('refuses %s with %s', async (url, code) => {
    expect(await codeOf(url)).toBe(code);
  });

  it.each([
    ['http://site.example/x', '93.184.215.14', 80, 'site.example'],
    ['https://site.example/x', '93.184.215.14', 443, 'site.example'],
    ['https://SITE.example./x', '93.184.215.14', 443, 'site.example'],
    ['https://six.example/', '2606:4700::6810:84e5', 443, 'six.example'],
    ['https://both.example/', '93.184.215.14', 443, 'both.example'],
    ['https://bücher.example/', '93.184.215.14', 443, 'xn--bcher-kva.example'],
    ['http://93.184.215.14/', '93.184.215.14', 80, ''],
    ['http://1572394766/', '93.184.215.14', 80, ''],
    ['https://[2606:4700::6810:84e5]/', '2606:4700::6810:84e5', 443, ''],
    ['https://mapped-public.example/', '93.184.215.14', 443, 'mapped-public.example'],
    ['https://nat64.example/', '64:ff9b::5db8:d70e', 443, 'nat64.example'],
    ['http://[2002:5db8:d70e::1]/', '2002:5db8:d70e::1', 80, ''],
    ['http://site.example:443/', '93.184.215.14', 443, 'site.example'],
  ])('admits %s to the public address %s', async (url, address, port, servername) => {
    expect(await admit(url)).toEqual({ address, port, servername });
  });

  it.each([
    ['a@b.example', 'userinfo'],
    ['site.example:8080', 'host_name'],
    ['site.example/path', 'host_name'],
    ['site.example?q', 'host_name'],
    ['site.example#f', 'host_name'],
    ['site.example\\x', 'host_name'],
    ['site.example\r\nHost: x', 'host_name'],
    ['[::1]:80', 'host_name'],
    ['::1', 'address_private'],
    ['::ffff:10.0.0.1', 'address_private'],
    ['fe80::1%eth0', 'host_name'],
    ['', 'host_name'],
    ['.', 'host_name'],
  ])('refuses the bare host %j with %s', async (host, code) => {
    const { guard } = createOutbound({ mode: 'live', resolve: async () => ['93.184.215.14'] });
    await expect(guard.admit('http', host, 80)).rejects.toMatchObject({ code });
  });

  it('asks the resolver once and hands out what it checked, so a changed second answer gains nothing', async () => {
    const answers = [['93.184.215.14'], ['127.0.0.1']];
    const { guard } = createOutbound({ mode: 'live', resolve: async () => answers.shift() ?? [] });
    expect(await guard.admit('http', 'rebind.example', 80)).toMatchObject({ address: '93.184.215.14' });
    expect(answers).toHaveLength(1);
    await expect(guard.admit('http', 'rebind.example', 80)).rejects.toMatchObject({
      code: 'address_private',
    });
  });

  it('asks the resolver for nothing that it refuses by name, port or address', async () => {
    const asked: string[] = [];
    const resolve = async (host: string): Promise<string[]> => {
      asked.push(host);
      return ['93.184.215.14'];
    };
    for (const url of [
      'http://localhost/',
      'http://x.onion/',
      'http://site.example:81/',
      'http://10.0.0.1/',
    ]) {
      expect(await codeOf(url, { resolve })).not.toBe('admitted');
    }
    expect(asked).toEqual([]);
  });

  it('never puts the URL or host into the refusal', async () => {
    const error = await admit('http://private.example/secret').catch((e: unknown) => e);
    expect(String(error)).not.toMatch(/private\.example|secret/);
  });
});

describe("the operator's networks", () => {
  const allowNetworks = ['10.9.0.0/16', '127.0.0.0/8', 'fd77::/16'];

  it.each([
    ['http://10.9.1.2/', 'admitted'],
    ['http://10.9.1.2:8080/', 'admitted'],
    ['http://127.0.0.1:3000/', 'admitted'],
    ['http://[::ffff:127.0.0.1]:3000/', 'admitted'],
    ['http://[fd77::5]:3000/', 'admitted'],
    ['http://localhost:3000/', 'admitted'],
    ['http://lab.internal:9000/', 'admitted'],
    ['https://site.example/', 'admitted'],
    ['http://10.8.1.2/', 'address_private'],
    ['http://[::1]/', 'address_private'],
    ['http://private.example/', 'address_private'],
    ['http://mixed.example/', 'address_private'],
    ['http://site.example:8080/', 'port'],
    ['http://both.example:8080/', 'port'],
    ['http://metadata.google.internal/', 'address_metadata'],
    ['http://x.onion/', 'host_name'],
    ['http://user@10.9.1.2/', 'userinfo'],
  ])('makes of %s: %s', async (url, code) => {
    expect(await codeOf(url, { allowNetworks })).toBe(code);
  });

  it('do not let an own-network name lead to a public address', async () => {
    const resolve = async (): Promise<string[]> => ['93.184.215.14'];
    expect(await codeOf('http://wiki.corp/', { allowNetworks, resolve })).toBe('host_name');
  });

  it('never include the metadata address, however wide they are', async () => {
    expect(await codeOf('http://169.254.169.254/', { allowNetworks: ['0.0.0.0/0'] })).toBe(
      'address_metadata',
    );
  });

  it.each(['10.9.0.0', '10.9.0.0/33', 'everything', ''])('refuse %j as a range', (cidr) => {
    expect(() => createOutbound({ mode: 'live', allowNetworks: [cidr] })).toThrowError(
      expect.objectContaining({ code: 'outbound_network', field: 'allowNetworks.0' }),
    );
  });
});
