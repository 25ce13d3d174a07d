import type { Catalog } from '../catalog/catalog.ts';
import type { World } from '../decide/world.ts';
import type { TakedownId, TaskId } from '../domain/ids.ts';
import type { Circuit, Ledger, Stop } from './ledger.ts';
import type { Checker, Clock, EffectKind, EffectQueue, Logger, Metrics, Sender } from './ports.ts';

/** What the flow works with. Everything outside comes in here; the composition root fills it. */
export interface FlowDeps {
  readonly ledger: Ledger;
  readonly catalog: Catalog;
  readonly worlds: Worlds;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Names this process in leases. */
  readonly worker: string;
  readonly newTaskId: () => TaskId;
  /** Makes the reply address with its signed tag for a notice. */
  readonly replyAddress: (
    takedownId: string,
    noticeKey: string,
  ) => { readonly address: string; readonly tag: string };
}

export interface IntakeDeps extends FlowDeps {
  readonly newTakedownId: () => TakedownId;
}

/** The channels that send by themselves. */
export type SenderKind = Exclude<EffectKind, 'check'>;

export interface EffectDeps extends FlowDeps {
  readonly senders: { get<K extends SenderKind>(kind: K): Promise<Sender<K>> };
  readonly checker: Checker;
  /** Aborted when the process shuts down: effects that are not committed are handed back. */
  readonly shutdown: AbortSignal;
}

export interface ClaimDeps extends FlowDeps {
  readonly queue: EffectQueue;
  /** The effects that this process claims for; every role may claim all. */
  readonly kinds: readonly EffectKind[];
  /** How many effects of a kind this process performs at once. */
  readonly concurrency: Readonly<Record<EffectKind, number>>;
}

/** The world as it is known now. */
export interface Worlds {
  current(): Promise<World>;
  circuits(): Promise<readonly Circuit[]>;
  stops(): Promise<readonly Stop[]>;
  /** Reads what people and effects found out about channels anew at the next call of `current`. */
  refresh(): void;
}
