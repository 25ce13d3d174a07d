import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before a server: makes its answers slower, and can be shut as if the server had died. */
export interface Gate {
  readonly address: string;
  /** Cuts every connection, and refuses new ones. */
  shut(): Promise<void>;
  /** Listens again, at the same port. */
  open(): Promise<void>;
  close(): Promise<void>;
}

export interface Target {
  readonly address: string;
  readonly port: number;
}

/** `delay` ms pass before anything that the server says arrives: a fault has more in flight to strike. */
export async function startGate(target: Target, delay: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const pass = (incoming: Socket): void => {
    const client = keep(incoming);
    const server = keep(connect(target.port, target.address));
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk) => setTimeout(() => client.writable && client.write(chunk), delay));
    client.on('close', () => server.destroy());
    // After what it said last, and without cutting that off.
    server.on('close', () => setTimeout(() => client.end(), delay));
  };
  let listening: Server | undefined;
  let port = 0;
  const open = async (): Promise<void> => {
    listening = createServer(pass);
    port = await listen(listening, port);
  };
  const shut = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    const was = listening;
    listening = undefined;
    if (was !== undefined) await new Promise((resolve) => was.close(resolve));
  };
  await open();
  return { address: `127.0.0.1:${port}`, shut, open, close: shut };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
