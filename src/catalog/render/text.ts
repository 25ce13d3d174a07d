/** Text as a mail or a task shows it: no blanks at line ends, never two empty lines, one line break at the end. */
export function tidyText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/[ \t]+$/gm, '');
  return `${lines.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}

/** One line, for headers and subjects: a line break there could begin another header. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not pass
  return text.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
}
