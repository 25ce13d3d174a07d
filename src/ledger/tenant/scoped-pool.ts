import pg, { type Pool } from 'pg';
import type { Scope } from '../../flow/caller.ts';
import type { Logger } from '../../flow/ports.ts';
import { BEGINNING, openPool, transaction } from '../pool.ts';
import { HELPLINE_ROLE, OPS_ROLE } from './roles.ts';

/**
 * The connections that all scopes share. Each takes on the role of a helpline when it is made, and of none in
 * particular: what runs outside a transaction of a scope sees no row, rather than everything.
 */
export function openScopedConnections(url: string, size: number, logger: Logger): Pool {
  return openPool(url, size, logger, {
    application_name: 'redress-scoped',
    onConnect: (client) => client.query(`SET ROLE ${HELPLINE_ROLE}`),
  });
}

/**
 * A pool for one scope: every transaction, and so every single statement, takes on its role and says whose rows it
 * works on, until its end. Three trips to the database for a statement instead of one, and none more for a transaction.
 */
export function scopedPool(connections: Pool, scope: Scope): Pool {
  const pool: Pool = new Proxy(connections, {
    get: (target, key) => {
      switch (key) {
        case BEGINNING:
          return beginningOf(scope);
        case 'query':
          return (...given: readonly unknown[]) =>
            transaction(pool, (client) => Reflect.apply(client.query, client, given));
        default:
          return Reflect.get(target, key, target);
      }
    },
  });
  return pool;
}

function beginningOf(scope: Scope): string {
  if (scope.kind === 'ops') {
    return `BEGIN; SET LOCAL ROLE ${OPS_ROLE}`;
  }
  return `BEGIN; SET LOCAL ROLE ${HELPLINE_ROLE}; SET LOCAL redress.helpline = ${pg.escapeLiteral(scope.helplineId)}`;
}
