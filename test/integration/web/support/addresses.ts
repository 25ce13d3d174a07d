import type { Scene } from '../../../contract/http/scene.ts';

/** Pages of helplines, and what is expected of them for one of their own. */
export const PAGES: readonly ((scene: Scene) => string)[] = [
  () => '/report',
  () => '/cases',
  () => '/cases?shared=yes',
  ({ caseId }) => `/cases/${caseId}`,
  ({ takedownId }) => `/takedowns/${takedownId}`,
  ({ sentId }) => `/takedowns/${sentId}`,
  () => '/tasks',
  () => '/tasks?list=mine',
  () => '/tasks?list=all',
  ({ taskId }) => `/tasks/${taskId}`,
];

/** What a helpline can do, with what it needs. */
export const ACTS: readonly (readonly [
  path: (scene: Scene) => string,
  fields: Readonly<Record<string, string>>,
])[] = [
  [({ sentId }) => `/takedowns/${sentId}/comment`, { note: 'Called them' }],
  [({ sentId }) => `/takedowns/${sentId}/reply`, { kind: 'in_review' }],
  [({ sentId }) => `/takedowns/${sentId}/act`, { act: 'pause', why: 'urgent' }],
  [({ sentId }) => `/takedowns/${sentId}/act`, { act: 'unpause', why: 'urgent' }],
  [({ taskId }) => `/tasks/${taskId}/sheet`, {}],
  [({ taskId }) => `/tasks/${taskId}/note`, { note: 'No contact' }],
  [({ taskId }) => `/tasks/${taskId}/release`, {}],
  [({ taskId }) => `/tasks/${taskId}/complete`, { platform: 'practice-pixhub' }],
  [({ sentId }) => `/takedowns/${sentId}/withdraw`, { sure: 'yes' }],
];
