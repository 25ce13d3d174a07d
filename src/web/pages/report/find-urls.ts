import { readUrl } from '../../../domain/read-url.ts';

/** An address in a text, and how often it stands there. */
export interface FoundUrl {
  readonly url: string;
  readonly times: number;
}

/** What stands between words, and around addresses in mails and chats. */
const BETWEEN = /[\s<>"'“”„«»‹›|]+/u;
/** An address with a scheme, maybe a defanged one, or one that begins with www. */
const BEGINNING = /h(?:tt|xx)ps?:\/\/|www\./i;
/** A host with a path; a lone word with a dot in it is no address. */
const HOST_AND_PATH = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,24}(?::\d{1,5})?\//u;

/**
 * The addresses in any text: a list, an e-mail, a chat. Each once, in their order. Defanged ones (`hxxps`, `[.]`) are
 * put right; an address without a scheme gets https. Takes time in proportion to the text.
 */
export function findUrls(text: string): readonly FoundUrl[] {
  const found = new Map<string, number>();
  for (const word of text.replaceAll(/\[\.\]|\(\.\)/g, '.').split(BETWEEN)) {
    const candidate = candidateIn(word);
    if (candidate === undefined) continue;
    const url = completed(trimmed(candidate));
    if (readUrl(url) !== undefined) found.set(url, (found.get(url) ?? 0) + 1);
  }
  return [...found].map(([url, times]) => ({ url, times }));
}

function candidateIn(word: string): string | undefined {
  const at = word.search(BEGINNING);
  if (at >= 0) return word.slice(at);
  const bare = word.replace(/^[^\p{L}\p{N}]+/u, '');
  return HOST_AND_PATH.test(bare) ? bare : undefined;
}

function completed(text: string): string {
  if (/^hxxps?:/i.test(text)) return text.replace(/^hxxp/i, 'http');
  return /^https?:/i.test(text) ? text : `https://${text}`;
}

const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Without the punctuation of the sentence around it. A bracket stays when the address itself opened it. */
function trimmed(text: string): string {
  const count = new Map<string, number>();
  for (const sign of text) count.set(sign, (count.get(sign) ?? 0) + 1);
  let end = text.length;
  while (end > 0) {
    const last = text[end - 1] ?? '';
    const opening = OPENING[last];
    const left = count.get(last) ?? 0;
    const stray = opening !== undefined && left > (count.get(opening) ?? 0);
    if (!stray && !/[.,;:!?*_…·]/.test(last)) break;
    count.set(last, left - 1);
    end -= 1;
  }
  return text.slice(0, end);
}
