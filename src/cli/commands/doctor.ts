import type { Command } from 'commander';
import type { CommonOptions } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { action } from '../run.ts';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('what is configured, reachable and missing, and how to mend it')
    .action(
      action<CommonOptions>(async (context) => {
        const { diagnose } = await import('../../app/diagnose/diagnose.ts');
        const config = context.config();
        const findings = await diagnose(config, context.log(config));
        const { out } = context;
        out.data({ findings });
        const words = {
          ok: out.color.green('ok   '),
          note: out.color.yellow('note '),
          fault: out.color.red('FAULT'),
        };
        for (const { part, state, text, cure } of findings) {
          out.line(`${words[state]}  ${part.padEnd(15)} ${text}`);
          if (cure !== undefined) out.line(`${' '.repeat(23)}-> ${cure}`);
        }
        return findings.some((finding) => finding.state === 'fault') ? EXIT.notAsExpected : EXIT.ok;
      }),
    );
}
