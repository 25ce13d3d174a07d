import type { Catalog } from '../catalog.ts';
import type { Recipient } from '../schema/recipient.ts';
import type { Regime } from '../schema/regime.ts';
import { coversCountry } from './jurisdiction.ts';

/**
 * The regimes under which a notice to the recipient can be filed for persons of these countries (ISO codes): those
 * that the recipient's file lists and whose jurisdiction covers one of the countries. In the order of the file.
 */
export function applicableRegimes(
  recipient: Recipient,
  countries: readonly string[],
  catalog: Pick<Catalog, 'regimes'>,
): Regime[] {
  return recipient.regimes.flatMap((id) => {
    const regime = catalog.regimes.get(id);
    return regime && coversCountry(regime.jurisdictions, countries) ? [regime] : [];
  });
}
