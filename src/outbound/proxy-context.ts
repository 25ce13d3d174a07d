import type http from 'node:http';
import type { Socket } from 'node:net';
import type { Guard } from './types.ts';

/** What both ways through the proxy need: the guard, and a register of the sockets to end on close. */
export interface ProxyContext {
  readonly guard: Guard;
  readonly agent: http.Agent;
  track<S extends Socket>(socket: S): S;
  /** A request that would come back to the proxy itself. */
  isSelf(address: string, port: number): boolean;
}
