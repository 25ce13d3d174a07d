import type { Problem } from '../../domain/errors.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Regime } from '../schema/regime.ts';
import { cureFor, hasPath } from './notice-path.ts';

/** The elements that the regimes demand and the notice does not have: one `element_missing` for each notice path. */
export function missingElements(notice: Notice, regimes: readonly Regime[]): Problem[] {
  return regimes.flatMap((regime) =>
    regime.elements.flatMap((element) =>
      element.fields
        .filter((field) => !hasPath(notice, field))
        .map((field) => ({
          code: 'element_missing',
          message: `${regime.name} needs "${element.text}" (${element.id}): ${field} is missing`,
          field,
          cure: cureFor(field),
        })),
    ),
  );
}
