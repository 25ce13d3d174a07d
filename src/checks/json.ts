import type { Answer } from './answer.ts';

/** The body as JSON; undefined when it is none, or not all of it. */
export function parseJson({ body }: Answer): { readonly value: unknown } | undefined {
  if (body.read !== 'text' || body.truncated) return undefined;
  try {
    return { value: JSON.parse(body.text) };
  } catch {
    return undefined;
  }
}
