const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/**
 * The line on which each record begins (the first line is 1), from where each ends in bytes. Counted here, since
 * csv-parse takes CR LF within a cell for two line breaks.
 */
export function lineStarts(text: string, ends: readonly number[]): readonly number[] {
  const bytes = Buffer.from(text);
  let line = 1;
  let at = 0;
  return ends.map((end) => {
    // Empty lines before a record belong to no record.
    for (; at < end && isBreak(bytes[at]); at += 1) line += endsLine(bytes, at);
    const start = line;
    for (; at < end; at += 1) line += endsLine(bytes, at);
    return start;
  });
}

function isBreak(byte: number | undefined): boolean {
  return byte === LINE_FEED || byte === RETURN;
}

/** 1 at the end of a line, and only once for CR LF. */
function endsLine(bytes: Buffer, at: number): number {
  const one = bytes[at] === LINE_FEED || (bytes[at] === RETURN && bytes[at + 1] !== LINE_FEED);
  return one ? 1 : 0;
}
