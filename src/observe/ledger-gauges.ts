import { Gauge, type Registry } from 'prom-client';
import { TASK_KINDS } from '../domain/event.ts';
import { type Instant, SECOND } from '../domain/time.ts';
import { STATUSES } from '../flow/ledger.ts';
import { EFFECT_KINDS } from '../flow/ports.ts';
import { DEADLINE_RANGES, type LedgerFigures, STOP_SCOPES } from './figures.ts';
import { type Desks, labelsOf, OTHER, oneOf } from './labels.ts';

/** What is due may also be a wait that ends: it is decided again without an effect. */
const DUE_KINDS = [...EFFECT_KINDS, 'wait'];

export interface LedgerGauges {
  set(figures: LedgerFigures, now: Instant): void;
  /** Rather no figure than an old one. */
  clear(): void;
}

/** How the ledger stands: every process that is asked answers the same. */
export function ledgerGauges(registry: Registry, desks: Desks): LedgerGauges {
  const labels = labelsOf(desks);
  const all: Gauge[] = [];
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]): Gauge<L> => {
    const made = new Gauge({ name, help, labelNames, registers: [registry] });
    all.push(made);
    return made;
  };
  const takedowns = gauge('redress_takedowns', 'Takedowns by where they stand', 'status');
  const dueAge = gauge(
    'redress_due_oldest_age_seconds',
    'For how long the oldest due takedown has been due, whatever holds it; 0 when none is',
    'effect',
  );
  const lag = gauge(
    'redress_claim_lag_seconds',
    "For how long the oldest due takedown could have been claimed by its recipient's pace; 0 when none could",
    'effect',
  );
  const leases = gauge('redress_leases', 'Takedowns that belong to an effect now', 'effect');
  const overrun = gauge(
    'redress_lease_overrun_seconds',
    'For how long the oldest ended lease has neither been given back nor taken over; 0 when all run',
    'effect',
  );
  const deadlines = gauge(
    'redress_open_deadlines',
    'Open takedowns by how near their strictest deadline is; each in one range',
    'range',
  );
  const tasks = gauge('redress_tasks_open', 'Tasks that wait for a person', 'kind');
  const taskAge = gauge(
    'redress_task_oldest_age_seconds',
    'Age of the oldest open task; 0 when none is',
    'kind',
  );
  const circuits = gauge(
    'redress_circuit_state',
    "A channel's circuit: 0 closed, 1 failing or on trial, 2 resting",
    'recipient',
    'channel',
  );
  const stops = gauge('redress_stops', 'What the stop switch stops now', 'scope');
  const stopAge = gauge(
    'redress_stop_oldest_age_seconds',
    'For how long the oldest stop has stood; 0 when none',
    'scope',
  );
  const webhooks = gauge(
    'redress_webhook_messages',
    'Messages of webhooks that wait to be delivered (pending), or were given up and can be replayed (dead)',
    'state',
  );
  const webhookAge = gauge(
    'redress_webhook_oldest_age_seconds',
    'Age of the oldest event without its messages (untold), of the oldest message not delivered (pending); 0 when none',
    'stage',
  );
  const disabled = gauge('redress_webhooks_disabled', 'Subscriptions that their receivers ended');
  const clear = (): void => {
    for (const one of all) one.reset();
  };
  const ageAt = (now: Instant, since: Instant): number => Math.max(0, now - since) / SECOND;
  clear();
  return {
    clear,
    set(figures, now) {
      clear();
      if (figures.takedowns !== null) {
        for (const status of STATUSES) takedowns.set({ status }, 0);
        for (const { status, count } of figures.takedowns)
          takedowns.inc({ status: oneOf(STATUSES, status) }, count);
      }
      for (const effect of DUE_KINDS) {
        dueAge.set({ effect }, 0);
        lag.set({ effect }, 0);
      }
      for (const one of figures.due) {
        const effect = oneOf(DUE_KINDS, one.effect);
        dueAge.set({ effect }, ageAt(now, one.oldestAt));
        lag.set({ effect }, ageAt(now, one.claimableAt));
      }
      for (const effect of EFFECT_KINDS) {
        leases.set({ effect }, 0);
        overrun.set({ effect }, 0);
      }
      for (const one of figures.leases) {
        const effect = oneOf(DUE_KINDS, one.effect);
        leases.set({ effect }, one.held);
        overrun.set({ effect }, ageAt(now, one.firstEnd));
      }
      for (const range of DEADLINE_RANGES) deadlines.set({ range }, figures.deadlines[range]);
      for (const kind of TASK_KINDS) {
        tasks.set({ kind }, 0);
        taskAge.set({ kind }, 0);
      }
      for (const one of figures.tasks) {
        const kind = oneOf(TASK_KINDS, one.kind);
        tasks.inc({ kind }, one.count);
        taskAge.set({ kind }, ageAt(now, one.oldestAt));
      }
      for (const [recipient, channels] of desks)
        for (const channel of channels) circuits.set({ recipient, channel }, 0);
      for (const { recipient, channel, openUntil } of figures.circuits) {
        const desk = labels.desk(recipient, channel);
        // A desk that no file has any more gets no notice: its circuit concerns nobody.
        if (desk.channel !== OTHER) circuits.set(desk, openUntil !== null && openUntil > now ? 2 : 1);
      }
      const { pending, dead, pendingSince, untoldSince, disabled: ended } = figures.webhooks;
      webhooks.set({ state: 'pending' }, pending);
      webhooks.set({ state: 'dead' }, dead);
      webhookAge.set({ stage: 'pending' }, pendingSince === null ? 0 : ageAt(now, pendingSince));
      webhookAge.set({ stage: 'untold' }, untoldSince === null ? 0 : ageAt(now, untoldSince));
      disabled.set(ended);
      for (const scope of STOP_SCOPES) {
        stops.set({ scope }, 0);
        stopAge.set({ scope }, 0);
      }
      for (const { scope, count, oldestAt } of figures.stops) {
        stops.set({ scope }, count);
        stopAge.set({ scope }, ageAt(now, oldestAt));
      }
    },
  };
}
