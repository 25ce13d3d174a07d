import { AGES_IN_IMAGE, CONTEXTS, SHOWN } from '../../../domain/notice.ts';
import type { Form } from '../../guard/form.ts';

/** What is said once for all addresses, as the form holds it. Empty: nothing was said. */
export interface Given {
  readonly case: string;
  readonly age: string;
  readonly basis: string;
  readonly consentedOn: string;
  readonly nonConsent: string;
  readonly illegality: string;
  readonly goodFaith: boolean;
  readonly accuracy: boolean;
  readonly shown: string;
  readonly context: string;
  readonly description: string;
  readonly subjectName: string;
  readonly subjectCountry: string;
  readonly countries: string;
}

/** The fields that a notice may lack, by its path, and where the form asks for them. */
export const FIELD_OF: Readonly<Record<string, keyof Given>> = {
  case: 'case',
  ageInImage: 'age',
  authority: 'basis',
  'authority.basis': 'basis',
  'authority.consentedOn': 'consentedOn',
  'statements.nonConsent': 'nonConsent',
  'statements.illegality': 'illegality',
  'statements.goodFaith': 'goodFaith',
  'statements.accuracy': 'accuracy',
  'depiction.description': 'description',
  description: 'description',
  'subject.name': 'subjectName',
  'subject.country': 'subjectCountry',
  countries: 'countries',
};

export function givenIn(form: Form): Given {
  const one = (name: string, of: readonly string[]): string =>
    of.find((word) => word === form.text(name)) ?? '';
  return {
    case: form.text('case'),
    age: one('age', AGES_IN_IMAGE),
    basis: form.text('basis'),
    consentedOn: form.text('consentedOn'),
    nonConsent: form.text('nonConsent'),
    illegality: form.text('illegality'),
    goodFaith: form.isChecked('goodFaith'),
    accuracy: form.isChecked('accuracy'),
    shown: one('shown', SHOWN) || 'unknown',
    context: one('context', CONTEXTS) || 'unknown',
    description: form.text('description'),
    subjectName: form.text('subjectName'),
    subjectCountry: form.text('subjectCountry').toUpperCase(),
    countries: form.text('countries').toUpperCase(),
  };
}

/** The sentences that most notices need, in the language of the notice; who reports reads and may change them. */
export const USUAL = {
  basis: 'Written authority of the person shown, held by the helpline',
  nonConsent: 'The person shown did not agree to the publication of this image.',
  illegality: 'Publishing an intimate image without the consent of the person shown is an offence.',
} as const;

const has = (text: string): boolean => text !== '';

/** A request of a row, with what was said once for all where the row itself says nothing. */
export function requestWith(row: Readonly<Record<string, unknown>>, given: Given): Record<string, unknown> {
  const own = Object.fromEntries(Object.entries(row).filter(([, value]) => !isEmpty(value)));
  const statements = {
    ...(has(given.nonConsent) ? { nonConsent: given.nonConsent } : {}),
    ...(has(given.illegality) ? { illegality: given.illegality } : {}),
    ...(given.goodFaith ? { goodFaith: true } : {}),
    ...(given.accuracy ? { accuracy: true } : {}),
  };
  const subject = {
    ...(has(given.subjectName) ? { name: given.subjectName } : {}),
    ...(has(given.subjectCountry) ? { country: given.subjectCountry } : {}),
  };
  const countries = given.countries.split(/[\s,;]+/).filter(has);
  return {
    ...(has(given.case) ? { case: given.case } : {}),
    ...(has(given.age) ? { ageInImage: given.age } : {}),
    ...(has(given.basis) && has(given.consentedOn)
      ? { authority: { basis: given.basis, consentedOn: given.consentedOn } }
      : {}),
    ...(has(given.description) ? { description: given.description } : {}),
    ...(Object.keys(subject).length > 0 ? { subject } : {}),
    ...(countries.length > 0 ? { countries } : {}),
    shown: given.shown,
    context: given.context,
    ...own,
    statements: { ...statements, ...recordOf(own['statements']) },
  };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
