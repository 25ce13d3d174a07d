import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { FORM_PAGE, POST_PAGE, receivedPage } from './pages.ts';
import { SLOW_SMTP } from './slow-smtp.ts';

/**
 * The servers that both sides talk to, in a process of their own, as a recipient's are: an SMTP server that takes
 * and throws away, and an HTTP server with posts, a report API and a form. Ends with its parent.
 */
const counts = { mails: 0, pages: 0, reports: 0, forms: 0 };
/** Tells whoever waits for the next mail, once. */
let onMail: (() => void) | undefined;

/** @param takes ms from the end of a message until it is accepted */
function mailServer(takes: number): SMTPServer {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, done) => {
      stream.on('end', () => {
        counts.mails += 1;
        onMail?.();
        onMail = undefined;
        if (takes === 0) done();
        else setTimeout(done, takes);
      });
      stream.resume();
    },
  });
  server.on('error', () => undefined);
  return server;
}

const smtp = mailServer(0);
const slowSmtp = mailServer(SLOW_SMTP);

const http = createServer((request, response) => {
  const isForm = request.url === '/report';
  const answer = (status: number, type: string, body: string) =>
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
  request.resume().on('end', () => {
    if (request.method === 'GET') {
      if (!isForm) counts.pages += 1;
      answer(200, 'text/html; charset=utf-8', isForm ? FORM_PAGE : POST_PAGE);
    } else if (isForm) {
      counts.forms += 1;
      answer(200, 'text/html; charset=utf-8', receivedPage(counts.forms));
    } else {
      counts.reports += 1;
      answer(201, 'application/json', JSON.stringify({ report: { id: `BR-${counts.reports}` } }));
    }
  });
});

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0;

for (const server of [smtp, slowSmtp])
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()));
process.on('disconnect', () => process.exit(0));
process.on('message', (word) => {
  if (word === 'counts') process.send?.({ counts });
  else onMail = () => process.send?.({ mailed: true });
});
process.send?.({
  ports: {
    smtp: portOf(smtp.server.address()),
    slowSmtp: portOf(slowSmtp.server.address()),
    http: portOf(http.address()),
  },
});
