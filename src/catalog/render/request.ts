import type { RenderedRequest } from '../rendered.ts';
import type { ApiRequest } from '../schema/api.ts';
import type { Templates } from '../template/engine.ts';
import { authFor } from './auth.ts';
import { renderEntries, renderJson } from './json.ts';
import { oneLine } from './text.ts';

/** One HTTP request with every template filled in. Secrets are still names. */
export function renderRequest(request: ApiRequest, scope: object, templates: Templates): RenderedRequest {
  const evaluate = (template: string): unknown => templates.evaluate(template, scope);
  const text = (template: string): string => templates.render(template, scope).trim();
  const query = renderEntries(request.query, text);
  const headers = renderEntries(request.headers, (template) => oneLine(text(template)));
  return {
    method: request.method,
    url: withQuery(oneLine(text(request.url)), query),
    urlSecrets: request.urlSecrets,
    headers: Object.fromEntries(headers),
    auth: authFor(request.auth, () => text('{{ host }}')),
    body: bodyOf(request, evaluate),
    idempotencyHeader: request.idempotencyHeader,
    timeout: request.timeout,
    answers: request.answers,
    reference: request.reference,
  };
}

/** The URL stays as it was written: `{placeholders}` for secrets must not be encoded. */
function withQuery(url: string, query: readonly [string, string][]): string {
  if (query.length === 0) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams([...query]).toString()}`;
}

function bodyOf(request: ApiRequest, evaluate: (template: string) => unknown): RenderedRequest['body'] {
  if (request.json !== undefined) return { type: 'json', json: renderJson(request.json, evaluate) };
  if (request.form === undefined) return undefined;
  const entries = renderEntries(request.form, (value) => renderJson(value, evaluate));
  return { type: 'form', pairs: entries.flatMap(([name, value]) => pairsOf(name, value)) };
}

/** A list is sent as one pair for each of its entries. */
function pairsOf(name: string, value: unknown): [string, string][] {
  const values = Array.isArray(value) ? value.flat() : [value];
  return values.map((one) => [name, one === null || one === undefined ? '' : String(one)]);
}
