import { readFile } from 'node:fs/promises';
import { decodeCsv } from '../csv/decode.ts';
import { RedressError } from '../domain/errors.ts';

/** A text file. Throws RedressError `csv_unreadable`, or `csv_encoding` for a file that is not UTF-8. */
export async function readUtf8(path: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new RedressError('csv_unreadable', `The file cannot be read: ${path}`, {
      field: 'csv',
      cure: 'Check its name and rights.',
      cause,
    });
  });
  return decodeCsv(bytes);
}
