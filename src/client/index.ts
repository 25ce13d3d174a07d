export type { CaseId, HelplineId, TakedownId, TaskId } from '../domain/ids.ts';
export type { ActsAnswered } from '../wire/act.ts';
export type { Case } from '../wire/case.ts';
export type { CaseExport, CaseRemains } from '../wire/case-data.ts';
export type { Compliance } from '../wire/compliance.ts';
export type {
  BulkAnswer,
  CsvAnswer,
  IntakeAnswer,
  TakedownRequestInput,
  TakenAnswer,
} from '../wire/intake.ts';
export type { IntakeJobData, IntakeKey, IntakeKeySet } from '../wire/intake-envelope.ts';
export type { ProblemDetails } from '../wire/problem.ts';
export type { Takedown, TakedownDetail, TakedownState, TimelineEntry } from '../wire/takedown.ts';
export type { Task } from '../wire/task.ts';
export type { FeedMessage } from '../wire/webhook.ts';
export { RedressClientError } from './error.ts';
export { type Client, createClient } from './http/client.ts';
export type { FollowOptions } from './http/events.ts';
export type { CallOptions, ClientOptions } from './http/transport.ts';
export type { QueueAt } from './queue/producer.ts';
export { createQueueClient, type QueueClient, type QueueClientOptions } from './queue/queue-client.ts';
export { type SealOptions, sealRequest } from './queue/seal.ts';
