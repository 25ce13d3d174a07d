import { error, type Finding, type KeyPath } from '../files/fault.ts';
import type { ChannelOf } from '../schema/channel.ts';
import type { CheckContext } from './context.ts';
import { templateFault } from './template-fault.ts';

/**
 * All that a subject may name. Subjects are read by mail servers, shown on locked screens and kept in their logs, so
 * they never hold red data (DESIGN 6).
 */
const ALLOWED = ['recipient', 'takedown.id', 'helpline.name', 'helpline.organisation', 'tag'];

export function checkSubject(
  channel: ChannelOf<'email'>,
  path: KeyPath,
  { templates }: CheckContext,
): Finding[] {
  const where = [...path, 'subject'];
  let named: string[][] = [];
  const fault = templateFault(() => {
    named = templates.variables(channel.subject);
  });
  // What cannot be parsed is reported where it is rendered.
  if (fault !== undefined) return [];
  const red = named.map((one) => one.join('.')).filter((name) => !isAllowed(name));
  return [...new Set(red)].map((name) =>
    error(where, `names ${name}, which may be red data: a subject may name ${ALLOWED.join(', ')} only`),
  );
}

function isAllowed(name: string): boolean {
  return ALLOWED.some((allowed) => name === allowed || name.startsWith(`${allowed}.`));
}
