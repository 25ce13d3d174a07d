import { once } from 'node:events';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { PracticePlatform } from '../base/platform.ts';
import { readMail } from './mime.ts';
import { listeningPort } from './port.ts';

const MAX_BYTES = 1_000_000;

export interface SmtpSite {
  readonly port: number;
  close(): Promise<void>;
}

/** One SMTP server for all e-mail desks: plain text, no login, an unknown address is refused with 550. */
export async function startSmtp(
  platforms: readonly PracticePlatform[],
  isDown: (name: string) => boolean,
  address: string,
  port: number,
): Promise<SmtpSite> {
  const desks = new Map(
    platforms.flatMap((platform) =>
      Object.entries(platform.desks).map(
        ([mailbox, desk]) => [mailbox, { desk, name: platform.name }] as const,
      ),
    ),
  );
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: MAX_BYTES,
    closeTimeout: 200,
    onRcptTo(rcpt, _session, done) {
      const known = desks.get(rcpt.address.toLowerCase());
      if (known === undefined) return done(smtpError(550, 'no such desk'));
      return done(isDown(known.name) ? smtpError(421, 'service not available') : null);
    },
    onData(stream, session, done) {
      read(stream).then(
        (raw) => done(stream.sizeExceeded ? smtpError(552, 'mail too large') : deliver(raw, session)),
        done,
      );
    },
  });
  // A client that hangs up in the middle of a mail is not the server's fault.
  server.on('error', () => {});

  function deliver(raw: Buffer, session: SMTPServerSession): Error | null {
    const mail = readMail(raw);
    for (const rcpt of session.envelope.rcptTo) {
      const answer = desks.get(rcpt.address.toLowerCase())?.desk(mail);
      if (answer !== undefined && answer !== 'taken') return smtpError(answer.code, answer.message);
    }
    return null;
  }

  const socket = server.listen(port, address);
  await once(socket, 'listening');
  return {
    port: listeningPort(socket),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function read(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
