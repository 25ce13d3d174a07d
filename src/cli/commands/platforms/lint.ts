import type { Command } from 'commander';
import { checkCatalog } from '../../../catalog/load.ts';
import type { CommonOptions } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { action } from '../../run.ts';
import { platformFiles } from './catalog.ts';

interface Options extends CommonOptions {
  readonly warnings?: boolean;
}

export function addLint(platforms: Command): void {
  platforms
    .command('lint')
    .description('check every file: schema, sources, ladders, templates, examples')
    .option('--warnings', 'also list what is only unverified or incomplete')
    .action(
      action<Options>(async ({ out }, options) => {
        const files = platformFiles();
        const faults = checkCatalog(files);
        const errors = faults.filter((fault) => fault.severity === 'error');
        const warnings = faults.filter((fault) => fault.severity === 'warning');
        const listed = options.warnings ? faults : errors;
        out.data({ files: files.length, errors: errors.length, warnings: warnings.length, faults: listed });
        for (const { file, line, path, reason, severity } of listed) {
          const word = severity === 'error' ? out.color.red('error  ') : out.color.yellow('warning');
          out.line(
            `${word} ${file}${line === undefined ? '' : `:${line}`} ${path}${path === '' ? '' : ': '}${reason}`,
          );
        }
        const hint = options.warnings || warnings.length === 0 ? '' : ' (list them with --warnings)';
        out.line(`${files.length} files: ${errors.length} errors, ${warnings.length} warnings${hint}`);
        return errors.length === 0 ? EXIT.ok : EXIT.notAsExpected;
      }),
    );
}
