import { Buffer } from 'node:buffer';
import { findEvenHidden } from '../find.ts';
import { act, type Verb } from './verb.ts';

/** The authority letter, from memory: nothing red is ever written to a disk. `unfit` saw to it that there is one. */
export const upload: Verb<'upload'> = async (run, step, within) => {
  const { letter } = run.form;
  if (letter === undefined) throw new Error('an upload step without a letter');
  const { one: field } = await findEvenHidden(run, step.at, within);
  const file = {
    name: letter.filename,
    mimeType: letter.contentType,
    buffer: Buffer.from(letter.content, 'utf8'),
  };
  await act(() => field.setInputFiles(file, { timeout: run.time.atMost(within) }), 'wrong_element');
};
