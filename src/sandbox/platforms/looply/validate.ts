import { z } from 'zod';
import type { FieldErrors } from './pages.ts';
import type { Session } from './session.ts';

type Fields = ReadonlyMap<string, string>;

function missing(fields: Fields, wanted: Readonly<Record<string, string>>): FieldErrors {
  return Object.entries(wanted).filter(([name]) => !fields.get(name)?.trim());
}

export function checkPost(session: Session, found: number): FieldErrors {
  const { fields, agreed } = session;
  const consent: FieldErrors = agreed ? [] : [['agree', 'Please agree to how we use your report.']];
  const address: FieldErrors = found === 1 ? [] : [['address', 'Give the address of one Looply post.']];
  const reason: FieldErrors =
    fields.get('reason') === 'ncii' ? [] : [['reason', 'Choose what is wrong with the post.']];
  return [...consent, ...address, ...reason, ...missing(fields, { statement: 'Tell us why.' })];
}

export function checkPerson(session: Session): FieldErrors {
  const { fields } = session;
  const email: FieldErrors = z.email().safeParse(fields.get('email')).success
    ? []
    : [['email', 'This is not an e-mail address.']];
  const letter: FieldErrors =
    fields.get('role') === 'representative' && !session.hasLetter
      ? [['letter', 'Add the letter of authority of the person you represent.']]
      : [];
  return [
    ...missing(fields, { name: 'Give your name.', role: 'Say for whom you report.' }),
    ...email,
    ...letter,
  ];
}

export function checkStatements(session: Session): FieldErrors {
  return missing(session.fields, {
    good_faith: 'Please confirm your good faith.',
    accuracy: 'Please confirm that what you say is accurate.',
    signature: 'Please sign.',
  });
}
