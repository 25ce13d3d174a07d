import { createServer, type Socket } from 'node:net';
import { portOf } from './smtp-sink.ts';

export type Stage = 'connect' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'body';

/** What to do at a stage: a reply line, `drop` the connection, or `hang`. */
export type Act = string | 'drop' | 'hang';

const POLITE: Readonly<Record<Stage, string>> = {
  connect: '220 practice.test ESMTP',
  EHLO: '250-practice.test\r\n250-PIPELINING\r\n250 8BITMIME',
  AUTH: '235 2.7.0 ok',
  MAIL: '250 2.1.0 ok',
  RCPT: '250 2.1.5 ok',
  DATA: '354 go on',
  body: '250 2.0.0 queued',
};

/**
 * An SMTP server over a bare socket that does at one stage what no well-behaved server does. `script` is asked at
 * each stage; without an answer the server is polite.
 */
export async function scriptedSmtp(script: (stage: Stage, connection: number) => Act | undefined) {
  const sockets = new Set<Socket>();
  const bodies: string[] = [];
  const commands: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    const connection = connections;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let pending = '';
    let inBody = false;
    const act = (stage: Stage): boolean => {
      const doing = script(stage, connection) ?? POLITE[stage];
      if (doing === 'drop') socket.destroy();
      else if (doing !== 'hang') socket.write(`${doing}\r\n`);
      return doing.startsWith('354');
    };
    /** An empty message is a dot right after DATA: the line break before it belongs to the command. */
    const beginBody = () => {
      inBody = act('DATA');
      if (inBody) pending = `\r\n${pending}`;
    };
    const line = (text: string) => {
      commands.push(text);
      const verb = text.split(/[ :]/, 1)[0]?.toUpperCase() ?? '';
      if (verb === 'QUIT') socket.end('221 bye\r\n');
      else if (verb === 'RSET') socket.write('250 ok\r\n');
      else if (verb === 'EHLO' || verb === 'AUTH' || verb === 'MAIL' || verb === 'RCPT') act(verb);
      else if (verb === 'DATA') beginBody();
      else socket.write('502 not here\r\n');
    };
    act('connect');
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      for (;;) {
        const end = pending.indexOf(inBody ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const text = pending.slice(0, end);
        pending = pending.slice(end + (inBody ? 5 : 2));
        if (inBody) {
          inBody = false;
          bodies.push(text.slice(2));
          act('body');
        } else line(text);
      }
    });
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const stopListening = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  await listen(0);
  const port = portOf(server.address());
  return {
    port,
    /** Whole messages that arrived, whatever was answered. */
    bodies,
    commands,
    sockets,
    connections: () => connections,
    /** Ends all connections and refuses new ones, until `listenAgain`. */
    stopListening,
    listenAgain: async () => {
      if (!server.listening) await listen(port);
    },
    close: stopListening,
  };
}
