import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfSigned } from './certificate.ts';
import { type Running, serve } from './servers.ts';

const certificate = selfSigned('site.example');
const names: string[] = [];
let site: Running;
let folder: string;

beforeAll(async () => {
  const context = createSecureContext(certificate);
  const options: https.ServerOptions = {
    ...certificate,
    SNICallback: (name, done) => {
      names.push(name);
      done(null, context);
    },
  };
  site = await serve(https.createServer(options, (req, res) => res.end(`served ${req.headers.host}`)));
  folder = await mkdtemp(join(tmpdir(), 'redress-ca-'));
  await writeFile(join(folder, 'ca.pem'), certificate.cert);
});

afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

async function ask(env: Record<string, string>, ...hosts: string[]): Promise<string[]> {
  const script = fileURLToPath(new URL('tls-client.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', script, String(site.port), ...hosts],
    { env: { ...process.env, ...env } },
  );
  return stdout.trim().split('\n');
}

describe('TLS through the guard', () => {
  it('checks the certificate against the name, although the connection goes to an address', async () => {
    const said = await ask(
      { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
      'site.example',
      'other.example',
      '127.0.0.1',
    );
    expect(said).toEqual([
      `site.example served site.example:${site.port}`,
      'other.example ERR_TLS_CERT_ALTNAME_INVALID',
      '127.0.0.1 ERR_TLS_CERT_ALTNAME_INVALID',
    ]);
    expect(names).toEqual(['site.example', 'other.example']);
  });

  it('refuses a certificate that nobody vouches for', async () => {
    expect(await ask({}, 'site.example')).toEqual(['site.example DEPTH_ZERO_SELF_SIGNED_CERT']);
  });
});
