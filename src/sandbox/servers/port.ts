import type { Server } from 'node:net';

/** The port that a listening TCP server was given. */
export function listeningPort(server: Server): number {
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('a practice server does not listen on TCP');
  return at.port;
}
