import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

export interface Arrived {
  readonly raw: string;
  readonly mail: ParsedMail;
  readonly from: string;
  readonly to: readonly string[];
  readonly ehlo: string;
  readonly secure: boolean;
  readonly user: string | undefined;
  /** The connection's id, to see which messages shared one. */
  readonly session: string;
}

/** A real SMTP server on a free loopback port that keeps what arrives. */
export async function smtpSink(options: SMTPServerOptions = {}) {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 500,
    ...options,
    onData: (stream, session, callback) => {
      if (options.onData) return options.onData(stream, session, callback);
      buffer(stream)
        .then(async (bytes) => {
          arrived.push(await read(bytes, session));
          callback();
        })
        .catch(callback);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.server.address();
  return {
    port: portOf(address),
    arrived,
    server,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function read(bytes: Buffer, session: SMTPServerSession): Promise<Arrived> {
  const { mailFrom, rcptTo } = session.envelope;
  return {
    raw: bytes.toString('latin1'),
    mail: await simpleParser(bytes),
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map((recipient) => recipient.address),
    ehlo: session.hostNameAppearsAs,
    secure: session.secure,
    user: session.user === undefined ? undefined : String(session.user),
    session: session.id,
  };
}

export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}
