import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { commandsFor, GROUPS } from '../../../src/cli/commands.ts';

async function namesFor(...args: readonly string[]): Promise<readonly string[]> {
  const program = new Command('redress');
  for (const add of await commandsFor(args)) add(program);
  return program.commands.map((one) => one.name());
}

const all = GROUPS.flatMap(({ names }) => names);

describe('commandsFor', () => {
  it.each([
    [['status'], ['status']],
    [['status', '--help'], ['status']],
    [['--json', 'token', 'list'], ['token']],
    [
      ['resume', 'kinkhub'],
      ['stop', 'stops', 'resume'],
    ],
    [['submit', 'status'], ['submit']],
    [['--version'], []],
  ])('loads for %j only %j', async (args, names) => {
    expect(await namesFor(...args)).toEqual(names);
  });

  it.each([[[]], [['--help']], [['help', 'status']], [['statsu']], [['--json']]])(
    'loads all for %j',
    async (args) => {
      expect(await namesFor(...args)).toEqual(all);
    },
  );
});
