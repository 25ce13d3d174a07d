import { drizzle } from 'drizzle-orm/node-postgres';
import type { Ledger } from '../../flow/ledger.ts';
import { add } from './add.ts';
import { beginInGroups, commitInGroups } from './attempts.ts';
import { actsOf } from './case-remains.ts';
import { caseStanding, findCase, recordCaseAct } from './case-standing.ts';
import { ensureCases } from './cases.ts';
import { channelRecords, recordChannel } from './channel-records.ts';
import { circuits, closeCircuit, countFailure } from './circuits.ts';
import { Claims } from './claim/claim.ts';
import { Kept } from './claim/kept.ts';
import { countLate } from './claim/late.ts';
import { nextDueAt } from './claim/next-due.ts';
import type { StoreContext } from './context.ts';
import { eraseCase } from './erase.ts';
import { factsInGroups, sightInGroups } from './facts.ts';
import { forget } from './forget.ts';
import { helpline, saveHelpline } from './helplines.ts';
import { Links } from './links.ts';
import { loadInGroups } from './load.ts';
import { saveInGroups } from './save.ts';
import { recordSwitch, resume, stop, stops } from './stops.ts';
import { claimTask, releaseTask } from './task-claims.ts';

/** The ledger of the flow, on PostgreSQL. `close` is given by who opened the database. */
export function makeLedger(context: StoreContext, close: () => Promise<void>): Ledger {
  const db = drizzle(context.pool);
  const links = new Links(context);
  const kept = new Kept(context.vault, links);
  const claims = new Claims(context, kept);
  return {
    saveHelpline: (one) => saveHelpline(db, one),
    helpline: (id) => helpline(db, id),
    ensureCases: (helplineId, references) => ensureCases(context, helplineId, references),
    add: (takedowns) => add(context, takedowns),
    load: loadInGroups(context, links),
    facts: factsInGroups(context, links),
    sight: sightInGroups(context, links),
    claimedSight: (job, now) => kept.sight(job, now),
    claimedFacts: (job, now) => kept.facts(job, now),
    save: saveInGroups(context, links, kept),
    caseStanding: (id) => caseStanding(context, id),
    findCase: (helplineId, reference) => findCase(context, helplineId, reference),
    eraseCase: (id, by, now) => eraseCase(context, id, by, now),
    caseActs: (id) => actsOf(context.pool, id),
    recordCaseAct: (id, act) => recordCaseAct(context, id, act),
    forget: (id) => forget(context, id),
    claim: (options, step) => claims.claim(options, step),
    begin: beginInGroups(context, links),
    commit: commitInGroups(context),
    countLate: (id, pace, now, late) => countLate(context.pool, id, pace, now, late),
    claimTask: (id, claim, now) => claimTask(context, id, claim, now),
    releaseTask: (id, by, now) => releaseTask(context, id, by, now),
    nextDueAt: (kinds) => nextDueAt(context, kinds),
    channelRecords: () => channelRecords(db),
    recordChannel: (record) => recordChannel(db, record),
    circuits: () => circuits(context),
    countFailure: (recipient, channel, policy, now) => countFailure(context, recipient, channel, policy, now),
    closeCircuit: (recipient, channel) => closeCircuit(context, recipient, channel),
    stops: () => stops(context),
    stop: (one) => stop(context, one),
    resume: (scope) => resume(context, scope),
    recordSwitch: (act) => recordSwitch(context, act),
    close,
  };
}
