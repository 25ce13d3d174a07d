import fc, { type Arbitrary } from 'fast-check';
import { arbitraryOf, type Schema, type Sources } from './schema-arbitrary.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Media type and schema of the body. */
  readonly body: readonly [string, Schema] | undefined;
}

export interface FuzzRequest {
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Requests of one operation: mostly as the document says, and everything near it. */
export function requestsOf(
  { method, path, parameters, body }: Operation,
  sources: Sources,
  tokens: readonly string[],
): Arbitrary<FuzzRequest> {
  const inPath = parameters.filter((one) => one.in === 'path');
  const inQuery = parameters.filter((one) => one.in === 'query');
  return fc
    .record({
      ids: fc.tuple(...inPath.map(({ name }) => idIn(name, sources))),
      query: fc.record(
        Object.fromEntries(inQuery.map(({ name, schema }) => [name, arbitraryOf(schema, sources)])),
        { requiredKeys: [] },
      ),
      stray: fc.oneof(
        { weight: 19, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.constantFrom('&url=x', '&%00=%00', '&limit=1&limit=2', '&%ff') },
      ),
      token: fc.oneof(
        { weight: 19, arbitrary: fc.constantFrom(...tokens) },
        { weight: 1, arbitrary: fc.constantFrom('', 'x', 'é') },
      ),
      key: fc.oneof(
        { weight: 3, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom('k1', 'k2', 'k3', 'k'.repeat(201), 'with space') },
      ),
      type: fc.oneof(
        { weight: 15, arbitrary: fc.constant(undefined) },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            'text/plain',
            'application/xml',
            'multipart/form-data; boundary=x',
            'application/json; charset=latin1',
          ),
        },
      ),
      text: textOf(body, sources),
    })
    .map(({ ids, query, stray, token, key, type, text }) => ({
      route: `${method} ${path}`,
      method,
      path: `${filled(path, inPath, ids)}${queryOf(query, stray)}`,
      headers: {
        ...(/^[\x20-\x7e]+$/.test(token) ? { authorization: `Bearer ${token}` } : {}),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(text === undefined ? {} : { 'content-type': type ?? body?.[0] ?? 'application/json' }),
      },
      body: text,
    }));
}

function idIn(name: string, { known, byName }: Sources): Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...(byName[name] ?? known)) },
    { weight: 2, arbitrary: fc.constantFrom(...known) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('\u0000', '..', '%', 'x'.repeat(3_000), "'", 'td_', 'search', 'ü'),
    },
    { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 20 }) },
  );
}

function filled(path: string, parameters: readonly Parameter[], ids: readonly unknown[]): string {
  return parameters.reduce(
    (text, { name }, index) => text.replace(`{${name}}`, () => encoded(String(ids[index]))),
    path,
  );
}

function queryOf(query: Readonly<Record<string, unknown>>, stray: string): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encoded(typeof value === 'string' ? value : JSON.stringify(value))}`);
  return pairs.length === 0 && stray === '' ? '' : `?${pairs.join('&')}${stray}`;
}

/** As encodeURIComponent, which does not take lone surrogates; dots alone would be taken for a way up. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '')).replace(/^\.+$/, (dots) =>
    '%2e'.repeat(dots.length),
  );
}

function textOf(body: Operation['body'], sources: Sources): Arbitrary<string | undefined> {
  const broken = fc.constantFrom(
    '',
    '{',
    '[]',
    'null',
    '"x"',
    '{"a":1}}',
    '\u0000',
    '[[[[[[[[[[[[]]]]]]]]]]]]',
    '{"__proto__":{"a":1}}',
  );
  if (body === undefined)
    return fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: broken });
  const [type, schema] = body;
  const right =
    type === 'text/csv'
      ? csvText(sources)
      : arbitraryOf(schema, sources).map((value) => JSON.stringify(value) ?? 'null');
  return fc.oneof(
    { weight: 15, arbitrary: right },
    { weight: 1, arbitrary: broken },
    { weight: 1, arbitrary: right.map((text) => text.slice(0, Math.floor(text.length / 2))) },
  );
}

function csvText({ known }: Sources): Arbitrary<string> {
  const cell = fc.oneof(
    fc.constantFrom(...known),
    fc.constantFrom('adult', 'minor', 'yes', '2026-11-20', '"', '""', '\n', ',', '\u0000', 'C-1'),
    fc.string({ maxLength: 12 }),
  );
  const head = fc.constantFrom(
    'case_reference,url,age_in_image',
    'case_reference,url,age_in_image,good_faith,prior_report',
    'url',
    '',
  );
  return fc
    .tuple(head, fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 5 }))
    .map(([first, rows]) => `${first}\n${rows.map((row) => row.join(',')).join('\n')}`);
}
