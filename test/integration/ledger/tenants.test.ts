import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HELPLINE } from './support/helpline.ts';
import { newTakedown } from './support/takedowns.ts';
import { OTHER, scopeOf, type Tenants, THIRD, tenants } from './support/tenants.ts';

let t: Tenants;
beforeAll(async () => {
  t = await tenants();
});
afterAll(() => t.end());

describe('a helpline', () => {
  it('lists, loads and shows its own takedowns, with what is red', async () => {
    const { ledger, views } = t.scoped(scopeOf(HELPLINE.id));
    const page = await views.list();
    expect(page.takedowns.map((one) => [one.id, one.caseReference])).toEqual([[t.mine.id, 'case 2025/0001']]);
    expect((await ledger.load(t.mine.id))?.takedown.version).toBe(5);
    const facts = await ledger.facts(t.mine.id);
    expect(facts?.references.map((one) => one.reference)).toEqual(['canary-receipt']);
    expect(facts?.helpline.name).toBe('Helpline A');
    const shown = await views.show(t.mine.id);
    expect(shown?.attempts[0]).toMatchObject({ text: 'canary-notice', evidence: 'canary-answer' });
    expect(await views.openTasks()).toMatchObject([{ id: t.mine.taskId }]);
    expect(await views.helplines()).toMatchObject([{ id: HELPLINE.id }]);
  });

  it('adds takedowns with their events, and saves what follows', async () => {
    const { ledger } = t.scoped(scopeOf(HELPLINE.id));
    const caseId = (await ledger.ensureCases(HELPLINE.id, ['case 2025/0002'])).get('case 2025/0002') ?? '';
    const added = newTakedown(caseId);
    expect(await ledger.add([added])).toEqual([{ id: added.id }]);
    expect(await ledger.add([{ ...newTakedown(caseId), normalisedUrl: added.normalisedUrl }])).toEqual([
      { duplicateOf: added.id },
    ]);
    expect((await t.ledger.load(added.id))?.helplineId).toBe(HELPLINE.id);
  });

  it.each([OTHER.id, THIRD.id])('finds nothing of another: %s', async (id) => {
    const { ledger, views } = t.scoped(scopeOf(id));
    expect(await ledger.load(t.mine.id)).toBeUndefined();
    expect(await ledger.facts(t.mine.id)).toBeUndefined();
    expect(await views.show(t.mine.id)).toBeUndefined();
  });
});
