import { request } from 'undici';
import { createOutbound } from '../../../src/outbound/outbound.ts';

/** Run by tls.test.ts in a process of its own, since only a start can add a certificate authority. */
const [port, ...hosts] = process.argv.slice(2);
const outbound = createOutbound({
  mode: 'live',
  allowNetworks: ['127.0.0.0/8'],
  resolve: async () => ['127.0.0.1'],
});
for (const host of hosts) {
  const said = await request(`https://${host}:${port}/`, { dispatcher: outbound.dispatcher }).then(
    (answer) => answer.body.text(),
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  );
  console.log(`${host} ${said}`);
}
await outbound.close();
