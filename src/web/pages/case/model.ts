import type { Access, CaseShare } from '../../../flow/case-shares.ts';
import type { Desk } from '../../../http/desk.ts';
import { caseOf, helplineIdOf } from '../../../http/routes/who.ts';
import type { ListedTakedown } from '../../../ledger/views/list.ts';
import { type CaseLine, caseLine } from '../cases/model.ts';
import { namesIn } from '../takedown/tell.ts';

/** A case with a page of its addresses. */
export interface CaseModel {
  readonly line: CaseLine;
  readonly takedowns: readonly (ListedTakedown & { readonly name: string | undefined })[];
  readonly next: string | null;
  readonly cursor: string | undefined;
  /** The helpline whose case it is, when that is another. */
  readonly owner: string | undefined;
  readonly access: Access | 'own';
  readonly shares: readonly CaseShare[];
  readonly mayShare: boolean;
}

const PAGE = 50;

/** @throws RedressError `case_unknown` */
export async function caseModel(desk: Desk, id: string, cursor: string | undefined): Promise<CaseModel> {
  const found = await caseOf(desk, id);
  const mine = helplineIdOf(desk);
  const own = found.helplineId === mine;
  const page = await desk.views.list({ caseId: found.id, limit: PAGE, cursor });
  const names = namesIn(desk.deps.catalog);
  const access = own ? 'own' : await desk.shares.accessOf(found.id, mine);
  return {
    line: caseLine(found),
    takedowns: page.takedowns.map((one) => ({
      ...one,
      name: one.platform === null ? undefined : names.recipient(one.platform),
    })),
    next: page.next,
    cursor,
    owner: own ? undefined : found.helplineId,
    access: access ?? 'read',
    shares: own ? await desk.shares.of(found.id) : [],
    mayShare:
      own && desk.caller.kind === 'helpline' && desk.caller.role === 'lead' && found.erasedAt === null,
  };
}
