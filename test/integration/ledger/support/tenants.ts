import pg from 'pg';
import type { Scope } from '../../../../src/flow/caller.ts';
import { onlyCase } from '../../../support/only-case.ts';
import { HELPLINE } from './helpline.ts';
import { type TestLedger, testLedger } from './ledger.ts';
import { changeOf, intentFor, newTakedown, settled, T0 } from './takedowns.ts';

export const OTHER = { ...HELPLINE, id: 'helpline_b', name: 'Helpline B', email: 'reports@b.example' };
export const THIRD = { ...HELPLINE, id: 'helpline_c', name: 'Helpline C', email: 'reports@c.example' };

export const scopeOf = (helplineId: string): Scope => ({ kind: 'helpline', helplineId });
export const OPS: Scope = { kind: 'ops' };

/** A takedown with something in every table, and what is red in each. */
export interface Lived {
  readonly id: string;
  readonly caseId: string;
  readonly taskId: string;
}

export interface Tenants extends TestLedger {
  /** Of HELPLINE. */
  readonly mine: Lived;
  /** Of OTHER. */
  readonly theirs: Lived;
}

/** A ledger with three helplines, of which two have a takedown, and with a row in every table. */
export async function tenants(): Promise<Tenants> {
  const t = await testLedger();
  await t.ledger.saveHelpline(OTHER);
  await t.ledger.saveHelpline(THIRD);
  const otherCase = await onlyCase(t.ledger, OTHER.id, 'canary-reference');
  await t.tokens.create({ helplineId: HELPLINE.id, label: 'a', scopes: ['lead'], expiresAt: null }, T0);
  await t.tokens.create({ helplineId: OTHER.id, label: 'b', scopes: ['lead'], expiresAt: null }, T0);
  const mine = await lived(t, HELPLINE.id, t.caseId);
  const theirs = await lived(t, OTHER.id, otherCase);
  return { ...t, mine, theirs };
}

/** A takedown that was sent, looked at and waits for a person. */
async function lived(t: TestLedger, helplineId: string, caseId: string): Promise<Lived> {
  const added = { ...newTakedown(caseId), helplineId };
  await t.ledger.add([added]);
  const { id } = added;
  const intent = intentFor(id);
  const taskId = `task_${id}`;
  const task = { taskId, kind: 'answer_recipient', reason: 'asked' } as const;
  const opened = changeOf(
    { takedown: added.state, plan: added.plan },
    [{ type: 'intended', at: T0, ...intent }],
    {
      opens: [intent],
    },
  );
  await t.ledger.save(opened);
  await t.ledger.save(
    changeOf(
      { takedown: opened.state, plan: opened.plan },
      [
        settled(intent.key, T0 + 1),
        {
          type: 'checked',
          at: T0 + 2,
          purpose: 'follow_up',
          by: 'redress',
          found: [{ verdict: 'live', signal: 'ok' }],
        },
        { type: 'task_opened', at: T0 + 3, ...task },
      ],
      {
        settles: {
          key: intent.key,
          result: 'sent',
          code: 'smtp_250',
          red: { reference: 'canary-receipt', text: 'canary-notice', evidence: 'canary-answer' },
        },
        checks: [
          {
            location: 0,
            purpose: 'follow_up',
            by: 'redress',
            verdict: 'live',
            signal: 'ok',
            status: 200,
            at: T0 + 2,
          },
        ],
        openedTasks: [
          { ...task, id: taskId, recipient: 'bigsite', channel: 'abuse', openedAt: T0 + 3, dueAt: null },
        ],
      },
    ),
  );
  return { id, caseId, taskId };
}

/** What a transaction of a scope gets for a statement; undone afterwards. Refusals are the database's error code. */
export async function as<R extends Record<string, unknown>>(
  t: TestLedger,
  scope: Scope | 'nobody',
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly R[] | { readonly refused: string }> {
  const role = scope !== 'nobody' && scope.kind === 'ops' ? 'redress_ops' : 'redress_helpline';
  const helpline = scope !== 'nobody' && scope.kind === 'helpline' ? scope.helplineId : '';
  await t.sql('BEGIN');
  try {
    await t.sql(`SELECT set_config('role', $1, true), set_config('redress.helpline', $2, true)`, [
      role,
      helpline,
    ]);
    return await t.sql<R>(text, values);
  } catch (error) {
    if (error instanceof pg.DatabaseError) return { refused: error.code ?? '' };
    throw error;
  } finally {
    await t.sql('ROLLBACK');
  }
}
