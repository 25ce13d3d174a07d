import { RedressError } from '../../domain/errors.ts';
import type { CaseId, TakedownId } from '../../domain/ids.ts';
import type { Caller } from '../caller.ts';
import type { CaseAct } from '../case-data.ts';
import type { FlowDeps } from '../deps.ts';
import { ownCase } from './erase.ts';
import type { TakedownRecord } from './export-record.ts';
import type { CaseExport, ExportedLook } from './export-schema.ts';
import { exportTakedown, iso } from './export-takedown.ts';
import { asLead } from './lead.ts';
import { recordReveal } from './reveal.ts';

type ExportDeps = Pick<FlowDeps, 'ledger' | 'catalog' | 'clock'>;

const ABOUT = [
  'This is all that the helpline holds about this case in Redress, the program with which it asks platforms to take ' +
    'down intimate images that are shown without consent.',
  'Under "takedowns" stands each place for which removal was asked: its addresses, what was said about the image, ' +
    'each notice word for word with its recipient and receipt, each answer, each time somebody or the program looked ' +
    'whether it is gone, and what people had to do.',
  'Under "looks" and "acts" stands who looked at what is confidential, and when.',
  'Redress holds no image.',
  'It is confidential: whoever has this file knows where the images are or were. Keep it safe, and delete copies that ' +
    'are not needed.',
];

/**
 * All that is held about a case of the caller's helpline, for the person concerned. That it was made is put on record
 * first, at the case and at each takedown, so that nothing is read that is not on record.
 *
 * @param read answers all about one takedown: `views.show` of the same scope
 * @throws RedressError `role_insufficient`, `case_unknown`, `case_erased`
 */
export async function exportCase(
  deps: ExportDeps,
  caller: Caller,
  id: CaseId,
  read: (id: TakedownId) => Promise<TakedownRecord | undefined>,
): Promise<CaseExport> {
  const { tokenId: by, helplineId } = asLead(caller);
  const { ledger, clock, catalog } = deps;
  const standing = await ownCase(deps, caller, id);
  if (standing.erasedAt !== null) {
    throw new RedressError('case_erased', 'The case was erased: there is nothing left to copy.', {
      field: 'caseId',
      cure: 'What remains of it is shown by: redress cases erase CASE',
    });
  }
  const at = clock.now();
  await ledger.recordCaseAct(id, { act: 'exported', by, at });
  const takedowns: CaseExport['takedowns'] = [];
  let reference: string | null = null;
  for (const one of standing.takedowns) {
    await recordReveal(deps, one.id, by, 'export');
    const record = await read(one.id);
    if (record === undefined) throw new Error('a takedown of a case cannot be read');
    reference = record.stored.caseReference || reference;
    takedowns.push(exportTakedown(record, catalog));
  }
  const helpline = await ledger.helpline(helplineId);
  if (helpline === undefined) throw new Error('the helpline of a case is gone');
  const { name, organisation, email, country } = helpline;
  return {
    format: 'redress-case',
    version: 1,
    about: ABOUT,
    exportedAt: iso(at),
    exportedBy: by,
    case: {
      id,
      reference,
      openedAt: iso(standing.createdAt),
      erasedAt: null,
      helpline: { id: helplineId, name, organisation, email, country },
    },
    acts: (await ledger.caseActs(id)).map(actOf),
    takedowns,
  };
}

function actOf({ act, by, at }: CaseAct): ExportedLook {
  const words = act === 'exported' ? 'A copy of the case was made for the person concerned' : 'Erased';
  return { at: iso(at), by, what: act, words };
}
