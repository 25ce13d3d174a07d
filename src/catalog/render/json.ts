import { isMap } from '../files/inherit.ts';

type Evaluate = (template: string) => unknown;

/**
 * A JSON value with its text leaves evaluated. A key that ends in `?` is left out when its value comes to nothing
 * (null, empty text, empty list or map) and is written without the `?` otherwise.
 */
export function renderJson(template: unknown, evaluate: Evaluate): unknown {
  if (typeof template === 'string') return evaluate(template);
  if (Array.isArray(template)) return template.map((item) => renderJson(item, evaluate));
  if (!isMap(template)) return template;
  return Object.fromEntries(renderEntries(template, (value) => renderJson(value, evaluate)));
}

/** The entries of a map with their values rendered, under the rule of the `?` keys. */
export function renderEntries<V, R>(
  map: Readonly<Record<string, V>>,
  render: (value: V) => R,
): [key: string, value: R][] {
  return Object.entries(map).flatMap(([key, value]): [string, R][] => {
    const rendered = render(value);
    if (!key.endsWith('?')) return [[key, rendered]];
    return isNothing(rendered) ? [] : [[key.slice(0, -1), rendered]];
  });
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isMap(value) && Object.keys(value).length === 0;
}
