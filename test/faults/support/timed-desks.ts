import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

/** One thing that a recipient was asked: at which desk, about what, and from when to when it was busy with it, ms. */
export interface Visit {
  readonly desk: string;
  /** What tells it from every other: a Message-ID, an Idempotency-Key, the address of a page. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** Desks that note when somebody comes, and take their time. */
export interface TimedDesks {
  readonly http: string;
  readonly smtp: string;
  readonly visits: readonly Visit[];
  close(): Promise<void>;
}

/** `busy`: how long a desk takes for each visit, ms. */
export async function startTimedDesks(busy: number): Promise<TimedDesks> {
  const visits: Visit[] = [];
  const visit = async (desk: string, key: string): Promise<void> => {
    const from = performance.now();
    await sleep(busy);
    visits.push({ desk, key, from, to: performance.now() });
  };
  const http = createServer((request, response) => {
    const { host = '', 'idempotency-key': key } = request.headers;
    const answer = (status: number, type: string, body: string): void =>
      void response.writeHead(status, { 'content-type': type }).end(body);
    request.resume().on('end', async () => {
      if (request.method === 'GET') {
        await visit(`look ${host}`, request.url ?? '');
        return answer(200, 'text/html', '<title>A post</title><h1>A post</h1>');
      }
      await visit(`api ${host}`, String(key));
      answer(201, 'application/json', '{"report":{"id":"R-1"}}');
    });
  });
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const key = /^message-id:\s*(\S+)/im.exec(Buffer.concat(chunks).toString('latin1'))?.[1];
        await visit(`email ${session.envelope.rcptTo[0]?.address}`, key ?? '');
        done();
      });
    },
  });
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', resolve));
  return {
    http: addressOf(http.address()),
    smtp: addressOf(smtp.server.address()),
    visits,
    close: async () => {
      http.closeAllConnections();
      await Promise.all([
        new Promise((resolve) => http.close(resolve)),
        new Promise<void>((resolve) => smtp.close(resolve)),
      ]);
    },
  };
}

function addressOf(address: AddressInfo | string | null): string {
  if (typeof address !== 'object' || address === null) throw new Error('a desk does not listen');
  return `127.0.0.1:${address.port}`;
}
