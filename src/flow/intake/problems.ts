import type { z } from 'zod';
import type { Problem } from '../../domain/errors.ts';

/** What the schema found, in words that a helpline worker can act on. What the field held is never repeated. */
export function problemsOf(error: z.ZodError): readonly Problem[] {
  const problems = error.issues.map(problemOf);
  // A missing field often breaks several rules: it is missing, and that is all there is to say.
  const missing = new Set(problems.filter((one) => one.code === 'field_missing').map((one) => one.field));
  return problems.filter((one) => one.code === 'field_missing' || !missing.has(one.field));
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  const field = issue.path.join('.') || 'request';
  switch (issue.code) {
    case 'unrecognized_keys':
      return {
        code: 'field_unknown',
        field,
        message: `Unknown fields: ${issue.keys.map(plainName).join(', ')}`,
        cure: 'Remove them or correct their names.',
      };
    case 'invalid_type':
      return missingOr(
        field,
        /received undefined/.test(issue.message),
        `is not of the type ${issue.expected}`,
      );
    case 'too_small':
      return missingOr(field, issue.origin === 'string', `has too few entries: at least ${issue.minimum}`);
    case 'too_big':
      return {
        code: 'field_too_long',
        field,
        message: `${field} is too long: at most ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'characters'}`,
        cure: `Shorten ${field}.`,
      };
    case 'invalid_value': {
      const choices = issue.values.map(String).join(', ');
      return {
        code: 'field_invalid',
        field,
        message: `${field} is none of: ${choices}`,
        cure: `Choose one of: ${choices}.`,
      };
    }
    case 'invalid_format':
      return {
        code: 'field_invalid',
        field,
        message: `${field} has not the right form: ${formOf(issue)}`,
        cure: `Correct ${field}.`,
      };
    default:
      return { code: 'field_invalid', field, message: `${field} is not valid`, cure: `Correct ${field}.` };
  }
}

/** A name that does not look like one may be text of a case in the wrong place. */
function plainName(name: string): string {
  return /^[A-Za-z]\w{0,39}$/.test(name) ? name : '(no name)';
}

function missingOr(field: string, missing: boolean, otherwise: string): Problem {
  if (missing)
    return { code: 'field_missing', field, message: `${field} is missing`, cure: `Give ${field}.` };
  return { code: 'field_invalid', field, message: `${field} ${otherwise}`, cure: `Correct ${field}.` };
}

const FORMS: Readonly<Record<string, string>> = {
  date: 'a day as YYYY-MM-DD',
  email: 'an e-mail address',
  url: 'a URL that begins with http:// or https://',
};

/** Patterns of our own schemas carry their words; the others are named here. */
function formOf(issue: z.core.$ZodIssueInvalidStringFormat): string {
  return FORMS[issue.format] ?? (issue.message.startsWith('Invalid') ? issue.format : issue.message);
}
