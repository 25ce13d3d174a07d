import { z } from 'zod';
import { Notice } from '../../domain/notice.ts';
import { isMap } from '../files/inherit.ts';
import { unwrapped } from '../template/scope.ts';

/**
 * Whether a notice has what a dotted path names: a text that is not empty, `true`, a list with something in it, or a
 * map in which one of these is. A person who acts for themselves needs no authority: `authority` is then never
 * missing.
 */
export function hasPath(notice: Notice, path: string): boolean {
  if (/^authority\b/.test(path) && notice.claimant.role === 'subject') return true;
  return isSomething(valueAt(notice, path));
}

/** The value that a dotted path names; undefined when there is none. */
export function valueAt(notice: Notice, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isMap(value) ? value[key] : undefined), notice);
}

function isSomething(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  if (isMap(value)) return Object.values(value).some(isSomething);
  return value === true;
}

/** All paths that a notice can have, maps included; lists are not gone into. */
export function noticePaths(): ReadonlySet<string> {
  return new Set(pathsOf(Notice, ''));
}

function pathsOf(schema: z.core.$ZodType, above: string): string[] {
  const inner = unwrapped(schema);
  if (!(inner instanceof z.ZodObject)) return [];
  return Object.entries(inner.shape).flatMap(([key, part]) => {
    const path = above === '' ? key : `${above}.${key}`;
    return [path, ...pathsOf(part, path)];
  });
}

/** What a person must give, in words, for the paths that recipients and regimes ask for most. */
const CURES: Readonly<Record<string, string>> = {
  locations: 'Give the exact URL of each place where the image is',
  'claimant.name': 'Give the name of the person who files the notice',
  'claimant.email': 'Give an e-mail address at which the recipient can answer',
  'claimant.phone': 'Give a telephone number at which the recipient can answer',
  'claimant.postalAddress': 'Give the postal address of the person or organisation that files the notice',
  'claimant.country': 'Give the country of the person or organisation that files the notice, as two letters',
  'claimant.organisation': 'Give the name of the organisation that files the notice',
  'authority.basis': 'Say on what the power to act for the person shown rests, e.g. a signed authority',
  'authority.consentedOn': 'Give the day on which the person shown agreed to this report',
  'subject.name': 'Give the name of the person shown, and only if they agree to it being passed on',
  'subject.country': 'Give the country of the person shown, as two letters',
  'depiction.description': 'Say how the depiction is found on the page, without describing the person',
  'statements.nonConsent': 'Say that the person shown did not consent, and what shows it',
  'statements.goodFaith': 'Confirm the belief in good faith that the depiction is not consensual',
  'statements.accuracy': 'Confirm that the information is accurate and complete',
  'statements.illegality': 'Say why the content is illegal, and name the offence if you can',
  'signature.name': 'Sign: give the name of the person who signs',
  'signature.signedOn': 'Sign: give the day of the signature',
};

export function cureFor(path: string): string {
  return CURES[path] ?? `Give ${path} in the notice`;
}
