import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TakedownEvent } from '../../../src/domain/event.ts';
import { fold } from '../../../src/domain/fold.ts';
import type { TakedownRecord } from '../../../src/flow/people/export-record.ts';
import { CaseExport, caseExportJsonSchema } from '../../../src/flow/people/export-schema.ts';
import { exportTakedown } from '../../../src/flow/people/export-takedown.ts';
import { testWorld } from '../decide/world.ts';
import { EVENTS, intended, opened, requested } from '../domain/events.ts';

const WORLD = testWorld();
const names = { recipients: WORLD.recipients, regimes: WORLD.regimes };
const events: readonly TakedownEvent[] = [
  requested,
  intended,
  EVENTS.settled,
  EVENTS.replied,
  opened,
  EVENTS.revealed,
];

const record: TakedownRecord = {
  stored: {
    takedown: fold('td_1', events),
    caseId: 'case_1',
    helplineId: 'harbour',
    caseReference: 'HL-1',
    plan: {
      status: 'person',
      dueAt: null,
      effect: null,
      recipient: null,
      channel: null,
      deadlineAt: null,
      next: 'a person: send_by_hand (captcha)',
    },
  },
  red: undefined,
  events: events.map((event) =>
    event.type === 'replied' ? { event, red: { text: 'We look into it.' } } : { event },
  ),
  attempts: [
    {
      key: 'n1-1',
      recipient: intended.recipient,
      channel: intended.channel,
      intendedAt: intended.at,
      settledAt: null,
      result: null,
      code: null,
      reference: undefined,
      text: undefined,
      evidence: undefined,
    },
  ],
  checks: [
    {
      location: 3,
      purpose: 'confirm',
      by: 'person',
      verdict: 'login_wall',
      signal: 'person',
      status: null,
      at: 0,
    },
  ],
  tasks: [
    {
      id: 'task_1',
      kind: 'send_by_hand',
      reason: 'captcha',
      status: 'open',
      openedAt: 0,
      endedAt: null,
      endedBy: null,
    },
  ],
};

describe('the copy of a takedown', () => {
  const made = exportTakedown(record, names);

  it('is what its schema says', () => {
    expect(CaseExport.shape.takedowns.parse([JSON.parse(JSON.stringify(made))])).toHaveLength(1);
  });

  it('says in words what is under way, what was answered and who looked', () => {
    expect(made.notices[0]?.words).toMatch(/: under way$/);
    expect(made.replies).toMatchObject([
      { from: { id: intended.recipient }, kind: 'in_review', said: { text: 'We look into it.' } },
    ]);
    expect(made.checks[0]).toMatchObject({ words: 'A person looked: login wall', url: null });
    expect(made.tasks[0]?.words).toBe('A person is asked to send the notice by hand (captcha)');
    expect(made.looks).toEqual([
      expect.objectContaining({ by: EVENTS.revealed.by, what: EVENTS.revealed.what }),
    ]);
  });

  it('has no request where none is kept', () => {
    expect(made).toMatchObject({ request: null, urls: [] });
  });
});

describe('docs/case-export.schema.json', () => {
  it('is up to date (else: npm run schema)', () => {
    const path = new URL('../../../docs/case-export.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(caseExportJsonSchema())),
    );
  });

  it('tells every field of a copy', () => {
    const told = JSON.stringify(caseExportJsonSchema());
    for (const field of ['urls', 'notices', 'receipt', 'replies', 'checks', 'tasks', 'looks', 'acts'])
      expect(told).toContain(`"${field}"`);
  });
});
