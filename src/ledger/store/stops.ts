import type { Stop, SwitchAct } from '../../flow/ledger.ts';
import type { StoreContext } from './context.ts';

export async function stops({ pool }: StoreContext): Promise<readonly Stop[]> {
  const found = await pool.query<Stop>('SELECT scope, at, by, why FROM redress.stops ORDER BY scope');
  return found.rows;
}

/** Stopping what is stopped keeps the first record of who did it. */
export async function stop({ pool }: StoreContext, { scope, at, by, why }: Stop): Promise<void> {
  await pool.query(
    'INSERT INTO redress.stops (scope, at, by, why) VALUES ($1, $2, $3, $4) ON CONFLICT (scope) DO NOTHING',
    [scope, at, by, why],
  );
}

export async function resume({ pool }: StoreContext, scope: string): Promise<boolean> {
  const gone = await pool.query('DELETE FROM redress.stops WHERE scope = $1', [scope]);
  return gone.rowCount === 1;
}

export async function recordSwitch({ pool }: StoreContext, act: SwitchAct): Promise<void> {
  await pool.query('INSERT INTO redress.switch_acts (act, what, by, at, why) VALUES ($1, $2, $3, $4, $5)', [
    act.act,
    act.what,
    act.by,
    act.at,
    act.why,
  ]);
}
