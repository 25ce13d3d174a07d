#!/usr/bin/env node
import { Command } from 'commander';
import { packageVersion } from './app/package-root.ts';
import { commandsFor } from './cli/commands.ts';
import { EXIT } from './cli/exit-codes.ts';

const program = new Command('redress')
  .description('Takedown requests for victim helplines: send, follow up, prove, escalate, record.')
  .version(packageVersion())
  .option('--json', 'answer with one JSON document')
  .showHelpAfterError('(redress --help tells more)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.input));

for (const add of await commandsFor(process.argv.slice(2))) add(program);

// A reader that has seen enough (head, less) closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

await program.parseAsync();
