import type { Ledger } from '../../src/flow/ledger.ts';

/** The one case with this reference. */
export async function onlyCase(ledger: Ledger, helplineId: string, reference: string): Promise<string> {
  const id = (await ledger.ensureCases(helplineId, [reference])).get(reference);
  if (id === undefined) throw new Error('no case');
  return id;
}
