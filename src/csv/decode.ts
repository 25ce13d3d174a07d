import { RedressError } from '../domain/errors.ts';

/**
 * The text of a CSV file.
 *
 * @throws RedressError `csv_encoding` for what is not UTF-8: words spoilt in reading would go out in a notice
 */
export function decodeCsv(bytes: Uint8Array): string {
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
