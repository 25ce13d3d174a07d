import { readFile } from 'node:fs/promises';
import { RedressError } from '../../domain/errors.ts';

/**
 * A text file. Throws RedressError `csv_unreadable`, or `csv_encoding` for a file that is not UTF-8: words spoilt in
 * reading would go out in a notice.
 */
export async function readUtf8(path: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new RedressError('csv_unreadable', `The file cannot be read: ${path}`, {
      field: 'csv',
      cure: 'Check its name and rights.',
      cause,
    });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new RedressError('csv_encoding', 'The file is not written in UTF-8.', {
      field: 'csv',
      cure: 'Save it as "CSV UTF-8".',
      cause,
    });
  }
}
