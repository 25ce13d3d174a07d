#!/usr/bin/env node
import { Command } from 'commander';
import { packageVersion } from './app/package-root.ts';
import { addActs } from './cli/commands/acts.ts';
import { addAudit } from './cli/commands/audit.ts';
import { addBackup } from './cli/commands/backup.ts';
import { addCases } from './cli/commands/cases.ts';
import { addCircuits } from './cli/commands/circuits.ts';
import { addCompliance } from './cli/commands/compliance.ts';
import { addDemo } from './cli/commands/demo.ts';
import { addDoctor } from './cli/commands/doctor.ts';
import { addIntakeSecret } from './cli/commands/intake-secret.ts';
import { addKeys } from './cli/commands/keys.ts';
import { addList } from './cli/commands/list.ts';
import { addPlatforms } from './cli/commands/platforms.ts';
import { addPurge } from './cli/commands/purge.ts';
import { addServe } from './cli/commands/serve.ts';
import { addShow } from './cli/commands/show.ts';
import { addStatus } from './cli/commands/status.ts';
import { addStop } from './cli/commands/stop.ts';
import { addSubmit } from './cli/commands/submit.ts';
import { addTasks } from './cli/commands/tasks.ts';
import { addToken } from './cli/commands/token.ts';
import { addWithdraw } from './cli/commands/withdraw.ts';
import { EXIT } from './cli/exit-codes.ts';

const program = new Command('redress')
  .description('Takedown requests for victim helplines: send, follow up, prove, escalate, record.')
  .version(packageVersion())
  .option('--json', 'answer with one JSON document')
  .showHelpAfterError('(redress --help tells more)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.input));

for (const add of [
  addServe,
  addSubmit,
  addStatus,
  addList,
  addShow,
  addTasks,
  addWithdraw,
  addActs,
  addPlatforms,
  addToken,
  addAudit,
  addCases,
  addIntakeSecret,
  addKeys,
  addPurge,
  addBackup,
  addStop,
  addCircuits,
  addCompliance,
  addDoctor,
  addDemo,
]) {
  add(program);
}

// A reader that has seen enough (head, less) closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

await program.parseAsync();
