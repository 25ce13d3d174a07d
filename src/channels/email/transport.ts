import { createTransport, type SMTPPoolOptions } from 'nodemailer';
import { HandOver } from './hand-over.ts';
import type { SmtpAuth, SmtpOptions } from './options.ts';

/** A pool of connections to the mail server, whose messages pass through the HandOver given as `handOver`. */
export function openTransport(smtp: SmtpOptions) {
  const transport = createTransport(poolOptions(smtp));
  transport.use('stream', (mail, done) => {
    const { data, message } = mail;
    if ('handOver' in data && data.handOver instanceof HandOver) {
      const { handOver } = data;
      const original = message.createReadStream.bind(message);
      message.createReadStream = (options) => handOver.open(() => original(options));
    }
    done();
  });
  return transport;
}

function poolOptions(smtp: SmtpOptions): SMTPPoolOptions & { pool: true } {
  const connections = smtp.connections ?? 20;
  return {
    pool: true,
    host: smtp.host,
    port: smtp.port,
    secure: smtp.tls === 'implicit',
    requireTLS: smtp.tls === 'starttls',
    ignoreTLS: smtp.tls === 'none',
    maxConnections: connections,
    maxMessages: smtp.messagesPerConnection ?? 100,
    // Only a message of which no byte was sent is ever put on another connection (a kept one had died).
    maxRequeues: connections,
    connectionTimeout: smtp.connectTimeout ?? 20_000,
    dnsTimeout: smtp.connectTimeout ?? 20_000,
    greetingTimeout: smtp.greetingTimeout ?? 20_000,
    socketTimeout: smtp.answerTimeout ?? 60_000,
    // The log of nodemailer names recipients.
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
    tls: {
      minVersion: 'TLSv1.2',
      ...(smtp.servername === undefined ? {} : { servername: smtp.servername }),
      ...(smtp.ca === undefined ? {} : { ca: smtp.ca }),
    },
    ...(smtp.name === undefined ? {} : { name: smtp.name }),
    // `forceAuth`: a server that offers no login is an error, not a reason to go on without one.
    ...(smtp.auth === undefined ? {} : { auth: poolAuth(smtp.auth), forceAuth: true }),
  };
}

function poolAuth(auth: SmtpAuth): NonNullable<SMTPPoolOptions['auth']> {
  if (auth.kind === 'password') return { user: auth.user, pass: auth.password };
  return {
    type: 'OAuth2',
    user: auth.user,
    clientId: auth.clientId,
    clientSecret: auth.clientSecret,
    refreshToken: auth.refreshToken,
    accessUrl: auth.tokenUrl,
  };
}
