import { STATUSES, type Status } from '../../../flow/ledger.ts';
import type { ListFilter } from '../../../ledger/views/list.ts';

/** How many takedowns a page holds: a page with more would be heavy, and the API takes up to 500 at once. */
export const SIZES = [50, 100, 200] as const;

/** What is looked for, as it stands in the address. Nothing red: a reference of a case is never put there. */
export interface Asked {
  readonly state: Status | undefined;
  readonly platform: string | undefined;
  readonly host: string | undefined;
  readonly case: string | undefined;
  readonly limit: number;
  readonly cursor: string | undefined;
}

type Query = (name: string) => string | undefined;

export function askedIn(query: Query): Asked {
  const text = (name: string, fits: RegExp): string | undefined => {
    const value = query(name)?.trim().toLowerCase();
    return value !== undefined && fits.test(value) ? value : undefined;
  };
  const limit = Number(query('limit'));
  return {
    state: STATUSES.find((one) => one === query('state')),
    platform: text('platform', /^[a-z0-9][a-z0-9-]{0,99}$/),
    host: text('host', /^[a-z0-9.[\]:-]{1,253}$/),
    case: text('case', /^[a-z0-9_-]{1,100}$/),
    limit: SIZES.find((one) => one === limit) ?? SIZES[0],
    cursor: text('cursor', /^[a-z0-9_-]{1,200}$/),
  };
}

export function filterOf({ state, platform, host, case: caseId, limit, cursor }: Asked): ListFilter {
  return { status: state === undefined ? undefined : [state], platform, host, caseId, limit, cursor };
}

/** The same for an address, without what is not asked for. */
export function queryOf(asked: Asked): Readonly<Record<string, string | undefined>> {
  const { state, platform, host, limit } = asked;
  return { state, platform, host, case: asked.case, limit: limit === SIZES[0] ? undefined : String(limit) };
}

/** `td_...` is a takedown, and goes to its page at once. */
export function idIn(query: Query): string | undefined {
  const id = query('id')?.trim();
  return id !== undefined && /^td_[a-z0-9-]{1,60}$/.test(id) ? id : undefined;
}
