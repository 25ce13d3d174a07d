import { bigint, boolean, customType, doublePrecision, integer, pgSchema, text } from 'drizzle-orm/pg-core';
import type { Access } from '../../flow/case-shares.ts';

const redress = pgSchema('redress');
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const instant = (name: string) => bigint(name, { mode: 'number' });

/** What stands beside the takedowns: who, with which key, through which channel, how fast. */
export const masterKeys = redress.table('master_keys', {
  id: text('id').primaryKey(),
  current: boolean('current').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const helplines = redress.table('helplines', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  organisation: text('organisation').notNull(),
  signer: text('signer').notNull(),
  email: text('email').notNull(),
  phone: text('phone'),
  postalAddress: text('postal_address'),
  country: text('country').notNull(),
  statuses: text('statuses').array().notNull(),
});

export const tokens = redress.table('tokens', {
  id: text('id').primaryKey(),
  hash: bytes('hash').notNull(),
  helplineId: text('helpline_id'),
  label: text('label').notNull(),
  scopes: text('scopes').array().notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at'),
  revokedAt: instant('revoked_at'),
  lastUsedAt: instant('last_used_at'),
});

export const sessions = redress.table('sessions', {
  idHash: bytes('id_hash').primaryKey(),
  tokenId: text('token_id').notNull(),
  createdAt: instant('created_at').notNull(),
  seenAt: instant('seen_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  lockedAt: instant('locked_at'),
  misses: integer('misses').notNull(),
});

export const cases = redress.table('cases', {
  id: text('id').primaryKey(),
  helplineId: text('helpline_id').notNull(),
  referenceHash: bytes('reference_hash'),
  reference: bytes('reference'),
  wrappedKey: bytes('wrapped_key'),
  keyId: text('key_id').notNull(),
  createdAt: instant('created_at').notNull(),
  erasedAt: instant('erased_at'),
  erasedBy: text('erased_by'),
});

export const caseShares = redress.table('case_shares', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  caseId: text('case_id').notNull(),
  ownerId: text('owner_id').notNull(),
  helplineId: text('helpline_id').notNull(),
  access: text('access').$type<Access>().notNull(),
  sharedAt: instant('shared_at').notNull(),
  sharedBy: text('shared_by').notNull(),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
});

export const channelRecords = redress.table('channel_records', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  recipient: text('recipient').notNull(),
  channel: text('channel').notNull(),
  kind: text('kind').$type<'verified' | 'drifted'>().notNull(),
  at: instant('at').notNull(),
  by: text('by').notNull(),
  fingerprint: text('fingerprint').notNull(),
});

export const paces = redress.table('paces', {
  recipient: text('recipient').notNull(),
  effect: text('effect').notNull(),
  tat: doublePrecision('tat').notNull(),
  freeAt: instant('free_at').notNull(),
  servedAt: instant('served_at').notNull(),
});
