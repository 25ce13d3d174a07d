/*
 * Reading HTML well enough to find phrases. Every function takes one pass over text that a hostile page may have
 * made, so none uses an expression that could backtrack.
 */

const NOT_SHOWN = ['script', 'style', 'template'];

/** The markup without scripts, styles, templates and comments: what stands there is not on the page (yet). */
export function shownMarkup(html: string): string {
  const lower = html.toLowerCase();
  const kept: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = lower.indexOf('<', at);
    if (open === -1) break;
    const end = endOfHidden(lower, open);
    kept.push(html.slice(at, end === undefined ? open + 1 : open));
    at = end ?? open + 1;
  }
  kept.push(html.slice(at));
  return kept.join('');
}

/** The text between the tags, entities decoded, white space folded. */
export function plainText(html: string): string {
  const kept: string[] = [];
  for (const piece of html.split('<')) {
    const end = piece.indexOf('>');
    kept.push(kept.length === 0 ? piece : end === -1 ? '' : piece.slice(end + 1));
  }
  return decodeEntities(kept.join(' ')).replace(/\s+/g, ' ').trim();
}

/** The page's title, at most 200 characters; empty when there is none. */
export function titleOf(html: string): string {
  const lower = html.toLowerCase();
  const open = lower.indexOf('<title');
  const start = open === -1 ? -1 : lower.indexOf('>', open);
  const end = start === -1 ? -1 : lower.indexOf('</title', start);
  return end === -1 ? '' : plainText(html.slice(start + 1, Math.min(end, start + 1000))).slice(0, 200);
}

/** True if the page asks for a password. */
export function asksPassword(html: string): boolean {
  return /type=["']?password\b/i.test(html);
}

/** Where an element or comment that is not shown ends, when one opens at `open`; unclosed ones end the page. */
function endOfHidden(lower: string, open: number): number | undefined {
  if (lower.startsWith('!--', open + 1)) return after(lower, '-->', open + 4);
  const name = NOT_SHOWN.find((one) => lower.startsWith(one, open + 1));
  if (name === undefined || !/[\s/>]/.test(lower.charAt(open + 1 + name.length))) return undefined;
  return after(lower, '>', after(lower, `</${name}`, open + 1));
}

function after(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at === -1 ? text.length : at + what.length;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? whole;
    const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
