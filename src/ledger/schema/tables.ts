import { bigint, customType, integer, jsonb, pgSchema, text } from 'drizzle-orm/pg-core';
import type { TakedownEvent } from '../../domain/event.ts';
import type { Takedown } from '../../domain/takedown.ts';
import type { Status } from '../../flow/ledger.ts';
import type { EffectKind } from '../../flow/ports.ts';

/** The tables as the views and the small stores read them; the SQL of the migrations is what makes them. */
const redress = pgSchema('redress');

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
/** Milliseconds since the epoch. */
const instant = (name: string) => bigint(name, { mode: 'number' });

export const takedowns = redress.table('takedowns', {
  id: text('id').primaryKey(),
  caseId: text('case_id').notNull(),
  helplineId: text('helpline_id').notNull(),
  version: integer('version').notNull(),
  headHash: bytes('head_hash').notNull(),
  state: jsonb('state').$type<Takedown>().notNull(),
  platform: text('platform'),
  host: text('host').notNull(),
  outcome: text('outcome'),
  withdrawnAt: instant('withdrawn_at'),
  pausedAt: instant('paused_at'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  status: text('status').$type<Status>().notNull(),
  dueAt: instant('due_at'),
  effect: text('effect').$type<EffectKind>(),
  recipient: text('recipient'),
  channel: text('channel'),
  deadlineAt: instant('deadline_at'),
  next: text('next').notNull(),
  leaseUntil: instant('lease_until'),
  leaseBy: text('lease_by'),
  leaseEffect: text('lease_effect'),
  leaseRecipient: text('lease_recipient'),
  claimAt: instant('claim_at'),
  claimEffect: text('claim_effect').notNull(),
  claimRecipient: text('claim_recipient').notNull(),
  urlHash: bytes('url_hash'),
  openUrl: bytes('open_url'),
  notice: bytes('notice'),
  noticesPurgedThrough: instant('notices_purged_through'),
  answersPurgedThrough: instant('answers_purged_through'),
  checksPurgedThrough: instant('checks_purged_through'),
});

export const events = redress.table('events', {
  takedownId: text('takedown_id').notNull(),
  seq: integer('seq').notNull(),
  type: text('type').notNull(),
  at: instant('at').notNull(),
  event: jsonb('event').$type<TakedownEvent>().notNull(),
  prevHash: bytes('prev_hash').notNull(),
  hash: bytes('hash').notNull(),
  red: bytes('red'),
  redHash: bytes('red_hash').notNull(),
  /** With `tx`: the order in which events became visible (ledger/feed/). */
  feed: bigint('feed', { mode: 'number' }).generatedAlwaysAsIdentity(),
  tx: bigint('tx', { mode: 'number' }).notNull(),
});

export const attempts = redress.table('attempts', {
  key: text('key').primaryKey(),
  takedownId: text('takedown_id').notNull(),
  noticeKey: text('notice_key').notNull(),
  try: integer('try').notNull(),
  recipient: text('recipient').notNull(),
  channel: text('channel').notNull(),
  rung: integer('rung').notNull(),
  state: text('state').$type<'intended' | 'committed' | 'settled'>().notNull(),
  intendedAt: instant('intended_at').notNull(),
  begunAt: instant('begun_at'),
  worker: text('worker'),
  leaseUntil: instant('lease_until'),
  committedAt: instant('committed_at'),
  settledAt: instant('settled_at'),
  result: text('result'),
  code: text('code'),
  reference: bytes('reference'),
  text: bytes('text'),
  evidence: bytes('evidence'),
});

export const checks = redress.table('checks', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  takedownId: text('takedown_id').notNull(),
  location: integer('location').notNull(),
  purpose: text('purpose').notNull(),
  by: text('by').notNull(),
  verdict: text('verdict').notNull(),
  signal: text('signal').notNull(),
  status: integer('status'),
  at: instant('at').notNull(),
});

export const tasks = redress.table('tasks', {
  id: text('id').primaryKey(),
  takedownId: text('takedown_id').notNull(),
  kind: text('kind').notNull(),
  reason: text('reason').notNull(),
  recipient: text('recipient'),
  channel: text('channel'),
  status: text('status').$type<'open' | 'done' | 'failed' | 'dropped'>().notNull(),
  openedAt: instant('opened_at').notNull(),
  dueAt: instant('due_at'),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
  claimedBy: text('claimed_by'),
  claimedUntil: instant('claimed_until'),
  assignedTo: text('assigned_to'),
  assignedBy: text('assigned_by'),
  assignedAt: instant('assigned_at'),
});
