import type { CheckContext } from '../../../src/catalog/check/context.ts';
import type { Finding } from '../../../src/catalog/files/fault.ts';
import { pathText } from '../../../src/catalog/files/fault.ts';
import { noticePaths } from '../../../src/catalog/law/notice-path.ts';
import { Recipient, type RecipientInput } from '../../../src/catalog/schema/recipient.ts';
import { createTemplates, type TemplateText } from '../../../src/catalog/template/engine.ts';

export const FACT = { source: 'invented', confidence: 'unverified' } as const;

/** A recipient that no check complains of. */
export function recipientWith(over: Partial<RecipientInput> = {}): Recipient {
  return Recipient.parse({
    id: 'desk',
    name: 'Desk',
    kind: 'host',
    category: 'x',
    sources: ['invented'],
    ...over,
  });
}

export const TEXTS: readonly TemplateText[] = [
  { language: 'en', name: 'notice', text: '{{ tag }}' },
  { language: 'fr', name: 'authority-letter', text: '{{ tag }}' },
];

/** What the checks may look at, with these recipients and the template files of `TEXTS`. */
export function contextWith(
  recipients: readonly Recipient[] = [],
  over: Partial<CheckContext> = {},
): CheckContext {
  return {
    recipients: new Map(recipients.map((one) => [one.id, one])),
    regimes: new Map(),
    named: { recipients: new Set(recipients.map((one) => one.id)), regimes: new Set(['act']) },
    templates: createTemplates(TEXTS, { conditions: 'check' }),
    noticePaths: noticePaths(),
    ...over,
  };
}

/** Findings as `severity path: reason`. */
export const said = (findings: readonly Finding[]): readonly string[] =>
  findings.map((one) => `${one.severity} ${pathText(one.path)}: ${one.reason}`);
