import { resolve } from 'node:path';
import type { Command } from 'commander';
import { masterKeys } from '../../app/base.ts';
import { RedressError } from '../../domain/errors.ts';
import { fold } from '../../domain/fold.ts';
import { backUp } from '../../ledger/backup/backup.ts';
import { restore } from '../../ledger/backup/restore.ts';
import { openLedger } from '../../ledger/open.ts';
import { type CommonOptions, type Context, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { moment } from '../output/times.ts';
import { action } from '../run.ts';

/** `redress backup` and `redress restore`: of the embedded database. */
export function addBackup(program: Command): void {
  program
    .command('backup <folder>')
    .description('copy the embedded database into a new folder while it works; never the master key')
    .action(
      action<CommonOptions, [string]>((context, _, folder) => {
        notEmbedded(context);
        return withBase(context, async ({ config, handle }) => {
          const made = await backUp(handle.databaseUrl, config.dataDir, resolve(folder));
          context.out.data(made);
          context.out.line(`${made.folder}: ${made.files} files, ${Math.ceil(made.bytes / 1e6)} MB`);
          context.out.line(
            'The master key is not in it: without a copy of it, kept elsewhere, it cannot be read.',
          );
          return EXIT.ok;
        });
      }),
    );
  program
    .command('restore <folder>')
    .description('put a backup into a data folder that has no database yet, start it, and verify its record')
    .action(
      action<CommonOptions, [string]>(async (context, _, folder) => {
        notEmbedded(context);
        const config = context.config();
        const keys = await masterKeys(config);
        const logger = context.log(config);
        const manifest = await restore(resolve(folder), config.dataDir, logger);
        const handle = await openLedger({ ...keys, dataDir: config.dataDir, logger });
        try {
          const summary = await handle.verifyAudit({ fold });
          context.out.data({ madeAt: manifest.madeAt, ...summary });
          context.out.line(`Restored as it was on ${moment(manifest.madeAt)} (UTC), into ${config.dataDir}`);
          context.out.line(
            `${summary.takedowns} takedowns, ${summary.events} events: ${summary.breaks.length === 0 ? 'unaltered' : `${summary.breaks.length} breaks`}`,
          );
          return summary.breaks.length === 0 ? EXIT.ok : EXIT.notAsExpected;
        } finally {
          await handle.close();
        }
      }),
    );
}

function notEmbedded(context: Context): void {
  if (context.config().databaseUrl === undefined) return;
  throw new RedressError('backup_not_embedded', 'This is for the embedded database; DATABASE_URL is set.', {
    field: 'DATABASE_URL',
    cure: 'A database of your own is backed up with pg_dump or pg_basebackup: docs/data-protection.md.',
  });
}
