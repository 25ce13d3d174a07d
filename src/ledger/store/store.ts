import { drizzle } from 'drizzle-orm/node-postgres';
import type { Ledger } from '../../flow/ledger.ts';
import { add } from './add.ts';
import { begin, commit } from './attempts.ts';
import { ensureCase } from './cases.ts';
import { channelRecords, recordChannel } from './channel-records.ts';
import { circuits, closeCircuit, countFailure } from './circuits.ts';
import { claim } from './claim/claim.ts';
import { nextDueAt } from './claim/next-due.ts';
import type { StoreContext } from './context.ts';
import { forget } from './forget.ts';
import { helpline, saveHelpline } from './helplines.ts';
import { load, loadRed, references } from './load.ts';
import { SaveGroup } from './save.ts';
import { resume, stop, stops } from './stops.ts';

/** The ledger of the flow, on PostgreSQL. `close` is given by who opened the database. */
export function makeLedger(context: StoreContext, close: () => Promise<void>): Ledger {
  const db = drizzle(context.pool);
  const group = new SaveGroup(context);
  return {
    saveHelpline: (one) => saveHelpline(db, one),
    helpline: (id) => helpline(db, id),
    ensureCase: (helplineId, reference) => ensureCase(context, helplineId, reference),
    add: (takedowns) => add(context, takedowns),
    load: (id) => load(context, id),
    loadRed: (id) => loadRed(context, id),
    references: (id) => references(context, id),
    save: (change) => group.save(change),
    forget: (id) => forget(context, id),
    claim: (options, step) => claim(context, options, step),
    begin: (key, worker, now, leaseUntil) => begin(context, key, worker, now, leaseUntil),
    commit: (key, worker, now) => commit(context, key, worker, now),
    nextDueAt: (kinds) => nextDueAt(context, kinds),
    channelRecords: () => channelRecords(db),
    recordChannel: (record) => recordChannel(db, record),
    circuits: () => circuits(context),
    countFailure: (recipient, channel, policy, now) => countFailure(context, recipient, channel, policy, now),
    closeCircuit: (recipient, channel) => closeCircuit(context, recipient, channel),
    stops: () => stops(context),
    stop: (one) => stop(context, one),
    resume: (scope) => resume(context, scope),
    close,
  };
}
