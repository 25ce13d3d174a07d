import { readdirSync, readFileSync } from 'node:fs';

export interface Process {
  readonly pid: number;
  readonly command: string;
}

/** The Chromium processes that this process started (Linux), at whatever remove. Zombies are not counted. */
export function ownChromiums(): readonly Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  const own = new Set([process.pid]);
  for (let grown = true; grown; ) {
    const more = all.filter(({ pid, parent }) => own.has(parent) && !own.has(pid));
    for (const { pid } of more) own.add(pid);
    grown = more.length > 0;
  }
  return all.filter(({ pid, command }) => own.has(pid) && isChromium(command));
}

/** Those of `before` that still run: a child whose parent died has another parent now. */
export function stillRunning(before: readonly Process[]): readonly Process[] {
  return before.filter(({ pid, command }) => readProcess(String(pid)).some((now) => now.command === command));
}

/** The browser itself, and not one of its helpers. */
export function mainChromium(): Process {
  const main = ownChromiums().find(({ command }) => !command.includes('--type='));
  if (main === undefined) throw new Error('no Chromium runs');
  return main;
}

function isChromium(command: string): boolean {
  return /chrom/i.test(command.split('\0')[0] ?? '');
}

function readProcess(pid: string): (Process & { readonly parent: number })[] {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  } catch {
    return [];
  }
}
