import { pattern } from './expectation.ts';
import { type Glance, glance } from './page-text.ts';
import type { Run } from './run.ts';

const LENGTH = 500;

/** A few lines of what the page says now, around the words that decided if there are such. Red. Never throws. */
export function evidence(run: Run, decisive?: string, said = glance(run)): Promise<string | undefined> {
  return read(said, decisive).catch(() => undefined);
}

async function read(said: Glance, decisive: string | undefined): Promise<string | undefined> {
  const texts = await said();
  const at = (text: string) => (decisive === undefined ? -1 : text.search(pattern(decisive)));
  const text = texts.find((read) => at(read) >= 0) ?? texts.at(-1) ?? '';
  const from = Math.max(0, at(text) - LENGTH / 4);
  return shorten(text.slice(from));
}

export function shorten(text: string, most = LENGTH): string | undefined {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return undefined;
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
