import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { GROUPS } from '../../../src/cli/commands.ts';
import { EXIT } from '../../../src/cli/exit-codes.ts';
import { firstCells, ROOT, sources, tableRows, text } from './sources.ts';

const page = text('docs/cli.md');

/** The program as main.ts builds it for `--help`: every `add...` of a file of src/cli/commands (subfolders are added by those). */
async function program(): Promise<Command> {
  const made = new Command('redress');
  for (const path of sources('src/cli/commands').filter((one) => /^src\/cli\/commands\/[^/]+$/.test(one))) {
    const module: Record<string, unknown> = await import(pathToFileURL(join(ROOT, path)).href);
    for (const [name, add] of Object.entries(module)) {
      if (/^add[A-Z]/.test(name) && typeof add === 'function') add(made);
    }
  }
  return made;
}

interface Described {
  readonly path: string;
  readonly usage: string;
  readonly options: readonly string[];
}

function described(command: Command, above = ''): readonly Described[] {
  return command.commands.flatMap((one): readonly Described[] => {
    const path = `${above}${one.name()}`;
    const usage = [
      path,
      ...one.registeredArguments.map((a) => (a.required ? `<${a.name()}>` : `[${a.name()}]`)),
    ];
    const options = one.options.map((option) => option.flags);
    const below = described(one, `${path} `);
    return below.length > 0 ? below : [{ path, usage: usage.join(' '), options }];
  });
}

const commands = described(await program());
/** A page writes `\<id>` in headings, where Markdown would take `<id>` for HTML. */
const plain = page.replaceAll('\\<', '<');

describe('docs/cli.md', () => {
  it('has found the commands that main.ts adds, each where main.ts looks for it', async () => {
    expect(GROUPS.length).toBeGreaterThan(10);
    for (const { names, load } of GROUPS) {
      const made = new Command('redress');
      (await load())(made);
      expect(made.commands.map((one) => one.name())).toEqual(names);
    }
    expect(GROUPS.flatMap(({ names }) => names).sort()).toEqual(
      [...new Set(commands.map((one) => one.path.split(' ')[0]))].sort(),
    );
  });

  it.each(commands)('names the command $usage', ({ usage }) => {
    expect(plain).toContain(usage);
  });

  it.each(commands.flatMap(({ path, options }) => options.map((flags) => ({ path, flags }))))(
    'tells what $path $flags does',
    ({ flags }) => {
      expect(firstCells(page)).toContain(flags);
    },
  );

  it('tells of no option that does not exist', () => {
    const real = new Set(commands.flatMap((one) => one.options));
    const told = firstCells(page).filter((cell) => cell.startsWith('--'));
    expect(told.filter((one) => !real.has(one)).sort()).toEqual(['--help', '--json', '--version']);
  });

  it('tells each exit code', () => {
    const told = tableRows(page).flatMap(([cell]) => (/^\d$/.test(cell ?? '') ? [Number(cell)] : []));
    expect(told.sort()).toEqual(Object.values(EXIT).sort());
  });
});
