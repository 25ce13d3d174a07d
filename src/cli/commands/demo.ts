import { join } from 'node:path';
import type { Command } from 'commander';
import { pino } from 'pino';
import { createLog } from '../../observe/log.ts';
import type { CommonOptions } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { action } from '../run.ts';
import { untilAsked } from './serve.ts';

interface Options extends CommonOptions {
  readonly once?: boolean;
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('the main job on practice platforms: enqueue, send, follow up, prove, escalate, show')
    .option('--once', 'end by itself; exit 0 only if every takedown ended as expected')
    .action(
      action<Options>(async (context, { once }) => {
        const { demoConfig, runDemo } = await import('../demo/run-demo.ts');
        const { demoReport } = await import('../demo/report.ts');
        const { inviteToPages } = await import('../demo/invite.ts');
        const config = await demoConfig(context.config());
        const logFile = join(config.dataDir, 'redress.log');
        const log = createLog(config.logLevel, pino.destination({ dest: logFile, sync: true }));
        const stopped = new AbortController();
        const asked = untilAsked().then(() => stopped.abort());
        const result = await runDemo(config, log, context.out, stopped.signal);
        try {
          await demoReport(context.out, result, config);
          if (!once && !stopped.signal.aborted) {
            await inviteToPages(context.out, result.service);
            context.out.note('Serving on. Ctrl-C ends it.');
            await asked;
          }
        } finally {
          await result.service.stop();
        }
        return result.asExpected || (!once && stopped.signal.aborted) ? EXIT.ok : EXIT.notAsExpected;
      }),
    );
}
