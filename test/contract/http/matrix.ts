import type { Scene } from './scene.ts';

export type Role = 'practitioner' | 'lead' | 'ops';

/**
 * Who may use a route, and what helplines get of it for what is not their own: what belongs to another is `unknown`
 * (404), a list does not hold it (`hidden`), each of many is answered as unknown (`each`), or there is nothing in it that
 * belongs to anybody (`common`).
 */
export interface Row {
  readonly roles: readonly Role[];
  readonly foreign: 'unknown' | 'hidden' | 'each' | 'common';
  /** With a case that was shared for reading, and for acting. */
  readonly shared?: { readonly read: number; readonly act: number };
  /** The answer to who may: 200 unless it says otherwise. */
  readonly status?: number;
  readonly body?: (scene: Scene) => unknown;
  readonly csv?: (scene: Scene) => string;
  /** Which takedown of the scene the path means; the one with the task unless it says otherwise. */
  readonly takedown?: (scene: Scene) => string;
  /** What must have happened before, by the same token. */
  readonly first?: readonly string[];
  /** It is asked with what is known of a takedown: `?caseId=`. */
  readonly query?: (scene: Scene) => string;
}

const HELPLINE = ['practitioner', 'lead'] as const;
const EVERYBODY = ['practitioner', 'lead', 'ops'] as const;
const READ = { foreign: 'unknown', shared: { read: 200, act: 200 } } as const;
const ACT = { roles: HELPLINE, foreign: 'unknown', shared: { read: 403, act: 200 } } as const;

export const REQUEST = (scene: Scene, url: string) => ({
  case: scene.reference,
  url,
  ageInImage: 'adult',
  authority: { basis: 'Written authority', consentedOn: '2026-11-20' },
  statements: {
    nonConsent: 'The person shown did not agree.',
    illegality: 'An offence.',
    goodFaith: true,
    accuracy: true,
  },
});

export const WEBHOOK = { url: 'https://hooks.helpline.example/redress' };

let fresh = 0;
const freshUrl = (): string => {
  fresh += 1;
  return `https://matrix-${fresh}.example/p/1`;
};

/** Every route of the document has its row here: the test fails for one that has none. */
export const MATRIX: Readonly<Record<string, Row>> = {
  'POST /v1/takedowns': {
    roles: HELPLINE,
    foreign: 'common',
    status: 201,
    body: (scene) => REQUEST(scene, freshUrl()),
  },
  'POST /v1/takedowns/bulk': {
    roles: HELPLINE,
    foreign: 'common',
    body: (scene) => ({ takedowns: [REQUEST(scene, freshUrl())] }),
  },
  'POST /v1/takedowns/csv': {
    roles: HELPLINE,
    foreign: 'common',
    csv: (scene) => `case_reference,url,age_in_image\n${scene.reference},${freshUrl()},adult\n`,
  },
  'GET /v1/takedowns': {
    roles: EVERYBODY,
    foreign: 'hidden',
    shared: { read: 200, act: 200 },
    query: ({ caseId }) => `?caseId=${caseId}`,
  },
  'POST /v1/takedowns/acts': {
    roles: EVERYBODY,
    foreign: 'each',
    body: ({ takedownId }) => ({ act: 'pause', why: 'under_review', ids: [takedownId] }),
  },
  'GET /v1/compliance': { roles: EVERYBODY, foreign: 'hidden' },
  'GET /v1/compliance/csv': { roles: EVERYBODY, foreign: 'hidden' },
  'GET /v1/people': { roles: EVERYBODY, foreign: 'hidden', query: () => '?helplineId=helpline-a' },
  'POST /v1/takedowns/search': {
    roles: HELPLINE,
    foreign: 'hidden',
    body: ({ reference }) => ({ caseReference: reference }),
  },
  'GET /v1/takedowns/{takedownId}': { roles: EVERYBODY, ...READ },
  'GET /v1/takedowns/{takedownId}/timeline': { roles: EVERYBODY, ...READ },
  'POST /v1/takedowns/{takedownId}/withdraw': ACT,
  'POST /v1/takedowns/{takedownId}/reopen': {
    ...ACT,
    // It has not ended: whoever may act is told so, and nobody else.
    status: 409,
    shared: { read: 403, act: 409 },
  },
  'POST /v1/takedowns/{takedownId}/replies': {
    ...ACT,
    takedown: ({ sentId }) => sentId,
    body: () => ({ kind: 'in_review' }),
  },
  'POST /v1/takedowns/{takedownId}/reveal': { ...ACT, roles: ['lead'] },
  'POST /v1/cases': {
    roles: HELPLINE,
    foreign: 'common',
    body: ({ reference }) => ({ reference }),
  },
  'GET /v1/cases': { roles: EVERYBODY, foreign: 'hidden' },
  'GET /v1/cases/{caseId}': { roles: EVERYBODY, ...READ },
  'GET /v1/cases/{caseId}/outcomes': { roles: EVERYBODY, ...READ },
  'GET /v1/cases/{caseId}/shares': { roles: HELPLINE, ...READ },
  'POST /v1/cases/{caseId}/shares': {
    roles: ['lead'],
    foreign: 'unknown',
    // Who a case was shared with never shares it on.
    shared: { read: 404, act: 404 },
    body: () => ({ helplineId: 'helpline-c', access: 'read' }),
  },
  'POST /v1/cases/{caseId}/unshare': {
    roles: ['lead'],
    foreign: 'unknown',
    shared: { read: 404, act: 404 },
    body: () => ({ helplineId: 'helpline-c' }),
  },
  'POST /v1/cases/{caseId}/export': { roles: ['lead'], foreign: 'unknown', shared: { read: 404, act: 404 } },
  'POST /v1/cases/{caseId}/erase': {
    roles: ['lead'],
    foreign: 'unknown',
    // Who a case was shared with never erases it.
    shared: { read: 404, act: 404 },
    body: ({ caseId }) => ({ confirm: caseId }),
  },
  'GET /v1/tasks': {
    roles: EVERYBODY,
    foreign: 'hidden',
    shared: { read: 200, act: 200 },
    query: ({ caseId }) => `?caseId=${caseId}`,
  },
  'GET /v1/tasks/{taskId}': { roles: EVERYBODY, ...READ },
  'POST /v1/tasks/{taskId}/claim': ACT,
  'POST /v1/tasks/{taskId}/release': ACT,
  'POST /v1/tasks/{taskId}/sheet': { ...ACT, first: ['claim'] },
  'POST /v1/tasks/{taskId}/complete': { ...ACT, body: () => ({ platform: 'practice-pixhub' }) },
  'POST /v1/tasks/{taskId}/fail': ACT,
  'POST /v1/tasks/{taskId}/comments': { ...ACT, body: () => ({ text: 'Called them' }) },
  'GET /v1/platforms': { roles: EVERYBODY, foreign: 'common' },
  'GET /v1/platforms/{platformId}': { roles: EVERYBODY, foreign: 'common' },
  'POST /v1/platforms/resolve': {
    roles: HELPLINE,
    foreign: 'common',
    body: () => ({ url: 'https://nobody-knows.example/p/1' }),
  },
  'POST /v1/webhooks': { roles: ['lead'], foreign: 'common', status: 201, body: () => WEBHOOK },
  'GET /v1/webhooks': { roles: HELPLINE, foreign: 'hidden' },
  'GET /v1/webhooks/{webhookId}': { roles: HELPLINE, foreign: 'unknown' },
  'DELETE /v1/webhooks/{webhookId}': { roles: ['lead'], foreign: 'unknown' },
  'POST /v1/webhooks/{webhookId}/rotate': { roles: ['lead'], foreign: 'unknown' },
  'POST /v1/webhooks/{webhookId}/enable': { roles: ['lead'], foreign: 'unknown' },
  'POST /v1/webhooks/{webhookId}/test': { roles: ['lead'], foreign: 'unknown', status: 202 },
  'GET /v1/webhooks/{webhookId}/deliveries': { roles: HELPLINE, foreign: 'unknown' },
  'POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay': {
    roles: ['lead'],
    foreign: 'unknown',
    // Its one delivery has not ended yet.
    status: 404,
  },
  'POST /v1/webhooks/{webhookId}/replay': {
    roles: ['lead'],
    foreign: 'unknown',
    status: 202,
    body: () => ({ from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' }),
  },
  'GET /v1/events': { roles: HELPLINE, foreign: 'common' },
  'GET /v1/intake-key': { roles: EVERYBODY, foreign: 'common' },
  'GET /v1/ops/overview': { roles: ['ops'], foreign: 'common' },
  'GET /v1/ops/queues': { roles: ['ops'], foreign: 'common' },
  'GET /v1/ops/stops': { roles: ['ops'], foreign: 'common' },
  'POST /v1/ops/stops': {
    roles: ['ops'],
    foreign: 'common',
    body: () => ({ scope: 'practice-pixhub', why: 'test' }),
  },
  'POST /v1/ops/resume': { roles: ['ops'], foreign: 'common', body: () => ({ scope: 'practice-pixhub' }) },
  'GET /v1/ops/circuits': { roles: ['ops'], foreign: 'common' },
  'POST /v1/ops/circuits/reset': {
    roles: ['ops'],
    foreign: 'common',
    body: () => ({ channel: 'practice-pixhub/report-api' }),
  },
};
