import { Context, Liquid, LiquidError, type Template, toValueSync, Value } from 'liquidjs';
import { RedressError } from '../../domain/errors.ts';
import { registerFilters } from './filters.ts';
import { type PlainTemplate, plainTemplate, renderPlain } from './plain.ts';

export interface TemplateText {
  readonly language: string;
  readonly name: string;
  readonly text: string;
}

/**
 * LiquidJS as the catalogue uses it: strict variables and filters, templates of the files, no file system. Templates
 * are parsed once. Every method throws RedressError `field_missing` when a template names what the notice does not
 * have and `template_failed` for any other fault; neither says a value.
 */
export interface Templates {
  has(language: string, name: string): boolean;
  /** Renders a template that stands inside a file. */
  render(template: string, scope: object): string;
  /** Renders templates/<language>/<name>.liquid. */
  renderFile(language: string, name: string, scope: object): string;
  /** A template that is one `{{ expression }}` and nothing else gives the value itself; any other gives text. */
  evaluate(template: string, scope: object): unknown;
  /** Whether an expression holds, by the rules of `{% if %}`. */
  holds(expression: string, scope: object): boolean;
  /** The variables that a template takes from its scope, each as its path; a computed part is `*`. */
  variables(template: string): string[][];
}

export interface TemplateOptions {
  /** `check` lets nothing undefined pass, not even in a condition: for the linter. */
  readonly conditions?: 'lenient' | 'check';
}

/** Makes the engine for these templates. Another template is included by `{% include 'en/_name' %}`. */
export function createTemplates(texts: readonly TemplateText[], options: TemplateOptions = {}): Templates {
  const files = new Map(texts.map((one) => [`${one.language}/${one.name}`, one.text]));
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: options.conditions !== 'check',
    jsTruthy: true,
    ownPropertyOnly: true,
    cache: true,
    locale: 'en',
    timezoneOffset: 0,
    dateFormat: '%-d %B %Y, %H:%M UTC',
    templates: Object.fromEntries(files),
  });
  registerFilters(liquid);

  const parsed = new Map<string, Template[]>();
  const parse = (text: string): Template[] => {
    const known = parsed.get(text);
    if (known) return known;
    const made = liquid.parse(text);
    parsed.set(text, made);
    return made;
  };
  const values = new Map<string, Value>();
  const expressionOf = (expression: string): Value => {
    const known = values.get(expression);
    if (known) return known;
    const made = new Value(expression, liquid);
    values.set(expression, made);
    return made;
  };
  // The addresses that content rules make of each URL are mostly of this kind.
  const plain = new Map<string, PlainTemplate | undefined>();
  const plainOf = (text: string): PlainTemplate | undefined => {
    if (!plain.has(text)) plain.set(text, plainTemplate(text));
    return plain.get(text);
  };
  const render = (text: string, scope: object): string => {
    const parts = plainOf(text);
    const made = parts === undefined ? undefined : renderPlain(parts, scope);
    return made ?? guarded(() => String(liquid.renderSync(parse(text), scope)));
  };

  return {
    has: (language, name) => files.has(`${language}/${name}`),
    render,
    renderFile(language, name, scope) {
      const text = files.get(`${language}/${name}`);
      if (text === undefined)
        throw new Error(`no template ${language}/${name}: the catalogue was not checked`);
      return render(text, scope);
    },
    evaluate(template, scope) {
      const expression = /^\s*\{\{-?((?:(?!\{\{|\}\})[\s\S])*?)-?\}\}\s*$/.exec(template)?.[1];
      if (expression === undefined) return render(template, scope).trim();
      return guarded(() => {
        const value: unknown = toValueSync(
          expressionOf(expression).value(new Context(scope, liquid.options)),
        );
        return value ?? null;
      });
    },
    holds: (expression, scope) => render(`{% if ${expression} %}1{% endif %}`, scope) === '1',
    variables: (template) =>
      guarded(() =>
        liquid
          .globalVariableSegmentsSync(parse(template))
          .map((path) => path.map((part) => (typeof part === 'string' ? part : '*'))),
      ),
  };
}

function guarded<T>(use: () => T): T {
  try {
    return use();
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    throw asRedressError(error);
  }
}

/** Liquid's message may quote a value in the last place (a date that is none): only what the template says is kept. */
function asRedressError(error: Error): RedressError {
  const line = /, line:(\d+)/.exec(error.message)?.[1] ?? '1';
  const said = error.message.split(', line:', 1)[0] ?? '';
  if (error.name === 'UndefinedVariableError') {
    return new RedressError(
      'field_missing',
      `A template names what this notice does not have: ${said} (line ${line})`,
      {
        cure: 'A person can send it by hand, or the platform file can leave the part out with {% if %}',
      },
    );
  }
  const safe = error.name === 'RenderError' ? 'a filter or tag failed' : said;
  return new RedressError('template_failed', `A template cannot be rendered: ${safe} (line ${line})`);
}
