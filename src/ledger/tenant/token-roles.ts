import { RedressError } from '../../domain/errors.ts';
import type { HelplineId } from '../../domain/ids.ts';
import { type Caller, HELPLINE_ROLES, type HelplineRole, type Scope } from '../../flow/caller.ts';

/** What a token may say of its holder. */
export const TOKEN_ROLES = [...HELPLINE_ROLES, 'ops'] as const;
export type TokenRole = (typeof TOKEN_ROLES)[number];

interface Holder {
  readonly helplineId: HelplineId | null;
  readonly scopes: readonly string[];
}

function helplineRole(scopes: readonly string[]): HelplineRole | undefined {
  const [only, ...more] = scopes;
  return more.length > 0 ? undefined : HELPLINE_ROLES.find((role) => role === only);
}

function isOps({ helplineId, scopes }: Holder): boolean {
  return helplineId === null && scopes.length === 1 && scopes[0] === 'ops';
}

/**
 * One role each: of a helpline `practitioner` or `lead`, of no helpline `ops`. The table holds tokens to it as well.
 *
 * @throws RedressError `token_role`
 */
export function assertRole(holder: Holder): void {
  if (isOps(holder) || (holder.helplineId !== null && helplineRole(holder.scopes) !== undefined)) {
    return;
  }
  throw new RedressError(
    'token_role',
    'A token has one role: practitioner or lead of a helpline, or ops of none.',
    { field: 'role', cure: `Choose one of ${TOKEN_ROLES.join(', ')}; ops without a helpline.` },
  );
}

/** Who asks with this token; undefined for one whose role says nothing (made before roles were asked for). */
export function callerOf(token: Holder & { readonly id: string }): Caller | undefined {
  if (isOps(token)) {
    return { kind: 'ops', tokenId: token.id };
  }
  const role = helplineRole(token.scopes);
  return token.helplineId === null || role === undefined
    ? undefined
    : { kind: 'helpline', helplineId: token.helplineId, role, tokenId: token.id };
}

/** Whose rows the caller's connections see. */
export function scopeOf(caller: Caller): Scope {
  return caller.kind === 'ops' ? { kind: 'ops' } : { kind: 'helpline', helplineId: caller.helplineId };
}
