// How a helpline's own system works with Redress. It runs as it is:
//
//   REDRESS_URL=http://127.0.0.1:8080 REDRESS_TOKEN=redress_... node examples/client.mjs
//
// With an intake secret (redress intake-secret create HELPLINE) and REDIS_URL it adds a job to the queue
// takedown-intake as well. In the sandbox nothing leaves the machine: the addresses below are practice pages.

import { createClient, createQueueClient, RedressClientError } from 'redress/client';

const { REDRESS_URL: baseUrl = 'http://127.0.0.1:8080', REDRESS_TOKEN: token = '' } = process.env;
const client = createClient({ baseUrl, token });

/** What a practitioner fills in. Who files and signs comes from the helpline's own record. */
const request = (number) => ({
  case: 'HL-2026-0042',
  url: `http://pixhub.practice.test/p/${number}`,
  ageInImage: 'adult',
  authority: { basis: 'Written authority, held by the helpline', consentedOn: '2026-11-20' },
  shown: 'image',
  context: 'relationship',
  description: 'The only picture in the post',
  statements: {
    nonConsent: 'The person shown did not agree to the publication.',
    illegality: 'Publishing an intimate image without consent is an offence.',
    goodFaith: true,
    accuracy: true,
  },
});

// Whose page is it, and what would a notice need?
const known = await client.platforms.resolve({ url: request(501).url });
if (known.result === 'resolved') console.log('resolved', known.platform?.id);

// One takedown. Under a key of your own it is done once, however often the call is made.
const one = await client.takedowns.enqueue(request(501), { idempotencyKey: 'HL-2026-0042/501' });
console.log('enqueued', one.result);

// Many: what is wrong with one keeps no other from being taken.
const many = await client.takedowns.enqueueMany([request(502), { ...request(503), url: 'no address' }]);
console.log('bulk', many.counts.accepted, 'accepted,', many.counts.rejected, 'rejected');

// What is wrong with a request is said with code, field and cure; nothing of it is repeated.
try {
  await client.takedowns.enqueue({ ...request(504), url: 'ftp://pixhub.practice.test/p/504' });
} catch (error) {
  if (!(error instanceof RedressClientError)) throw error;
  console.log('refused', error.code, error.problem?.errors?.map((problem) => problem.code).join());
}

// All takedowns of the case, page by page as they are asked for.
let count = 0;
for await (const takedown of client.takedowns.list({ caseReference: 'HL-2026-0042' })) {
  if (takedown.platform !== null) count += 1;
}
console.log('listed', count);

if (one.result === 'accepted') {
  for await (const event of client.takedowns.timeline(one.id)) console.log('timeline', event.type);
  const state = await client.takedowns.withdraw(one.id);
  console.log('withdrawn', state.outcome);
}

// The same through the queue: sealed to the server's key, so that nothing red lies in Redis.
const { REDIS_URL: redis, REDRESS_INTAKE_SECRET: secret, REDRESS_HELPLINE: helpline = '' } = process.env;
if (redis !== undefined && secret !== undefined) {
  const serverKey = await client.intakeKey();
  const queue = createQueueClient({ connection: { url: redis }, helpline, secret, serverKey });
  const id = await queue.enqueue(request(505));
  const answer = await queue.wait(id);
  console.log('queued', answer.result);
  await queue.close();
}
