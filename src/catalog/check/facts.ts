import { error, type Finding, type KeyPath, warning } from '../files/fault.ts';
import { isMap } from '../files/inherit.ts';

/**
 * Where facts come from: what is `sourced` says when its source was read (`checkedOn`, `readOn` for a policy), and
 * what is `unverified` is listed for whoever looks after the files.
 */
export function checkFacts(value: unknown, path: KeyPath = []): Finding[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => checkFacts(item, [...path, index]));
  if (!isMap(value)) return [];
  const below = Object.entries(value).flatMap(([key, part]) => checkFacts(part, [...path, key]));
  if (value['confidence'] === 'unverified')
    return [warning(path, 'is unverified: no source was found'), ...below];
  if (value['confidence'] !== 'sourced') return below;
  if ('checkedOn' in value || 'readOn' in value) return below;
  return [error(path, 'is sourced and does not say when the source was read: add checkedOn'), ...below];
}
