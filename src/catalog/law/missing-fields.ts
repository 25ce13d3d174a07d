import type { Problem } from '../../domain/errors.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Channel } from '../schema/channel.ts';
import { cureFor, hasPath, valueAt } from './notice-path.ts';

/**
 * What a channel cannot do without and the notice does not have (`field_missing`), or has at too great a length
 * (`field_too_long`): characters of a text as browsers count them (UTF-16 units), entries of a list.
 */
export function missingFields(notice: Notice, channel: Pick<Channel, 'title' | 'requires'>): Problem[] {
  return channel.requires.flatMap(({ field, maxLength }): Problem[] => {
    if (!hasPath(notice, field)) {
      return [
        { code: 'field_missing', message: `"${channel.title}" needs ${field}`, field, cure: cureFor(field) },
      ];
    }
    const length = lengthOf(valueAt(notice, field));
    if (maxLength === undefined || length <= maxLength) return [];
    const message = `"${channel.title}" takes at most ${maxLength} in ${field}, and the notice has ${length}`;
    return [{ code: 'field_too_long', message, field, cure: `Shorten ${field} to ${maxLength}` }];
  });
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}
