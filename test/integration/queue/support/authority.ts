import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Certificates of one test run: an authority of its own, and what it signed. Paths of PEM files, and their text. */
export interface Authority {
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
  readonly client: { readonly cert: string; readonly key: string };
  readonly texts: { readonly ca: string; readonly cert: string; readonly key: string };
}

async function openssl(...args: readonly string[]): Promise<void> {
  await run('openssl', [...args]).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`openssl is needed for certificates, e.g. apt-get install openssl: ${reason}`);
  });
}

/** Makes an authority in a folder, a server's certificate for 127.0.0.1 and redis.practice.test, and a client's. */
export async function makeAuthority(folder: string): Promise<Authority> {
  const at = (name: string): string => join(folder, name);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const [ca, caKey] = [at('ca.pem'), at('ca-key.pem')];
  await openssl(
    'req',
    '-x509',
    ...key,
    '-days',
    '2',
    '-subj',
    '/CN=test authority',
    '-keyout',
    caKey,
    '-out',
    ca,
  );
  const signed = async (name: string, subject: string, names: string) => {
    const [cert, own, request, extra] = [`${name}.pem`, `${name}-key.pem`, `${name}.csr`, `${name}.ext`].map(
      at,
    );
    if (cert === undefined || own === undefined || request === undefined || extra === undefined)
      throw new Error('four paths');
    await writeFile(extra, `subjectAltName=${names}\n`);
    await openssl('req', ...key, '-subj', subject, '-keyout', own, '-out', request);
    const by = ['-CA', ca, '-CAkey', caKey, '-CAcreateserial', '-days', '2', '-extfile', extra];
    await openssl('x509', '-req', '-in', request, ...by, '-out', cert);
    return { cert, key: own };
  };
  const server = await signed('server', '/CN=redis', 'DNS:redis.practice.test,IP:127.0.0.1');
  const client = await signed('client', '/CN=redress', 'DNS:redress.practice.test');
  const [caText, certText, keyText] = await Promise.all(
    [ca, client.cert, client.key].map((path) => readFile(path, 'utf8')),
  );
  return { ca, server, client, texts: { ca: caText ?? '', cert: certText ?? '', key: keyText ?? '' } };
}
