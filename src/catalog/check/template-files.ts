import type { Fault } from '../files/fault.ts';
import type { TemplateFile } from '../files/read-files.ts';
import { sampleViews } from '../template/sample.ts';
import { scopeOf } from '../template/scope.ts';
import type { CheckContext } from './context.ts';
import { templateFault } from './template-fault.ts';
import { sampleGroups } from './templates.ts';

/**
 * Every template file renders, whether a channel uses it yet or not. Files whose name begins with `_` are parts of
 * others and render with them.
 */
export function checkTemplateFiles(files: readonly TemplateFile[], context: CheckContext): Fault[] {
  const { full, bare } = sampleViews(sampleGroups(undefined, context));
  const scopes = [
    scopeOf(full, { namesSubject: true }),
    scopeOf(full, { namesSubject: false }),
    scopeOf(bare, { namesSubject: false }),
  ];
  return files.flatMap((file): Fault[] => {
    const twin = files.find((other) => other.language === file.language && other.name === file.name);
    if (twin !== file && twin !== undefined) {
      return [{ file: file.path, path: '', reason: `has the name of ${twin.path}`, severity: 'error' }];
    }
    if (file.name.startsWith('_')) return [];
    const faults = scopes.map((scope) =>
      templateFault(() => context.templates.renderFile(file.language, file.name, scope)),
    );
    const reason = faults.find((fault) => fault !== undefined);
    if (reason === undefined) return [];
    const line = /\(line (\d+)\)$/.exec(reason)?.[1];
    return [
      {
        file: file.path,
        path: '',
        line: line === undefined ? undefined : Number(line),
        reason,
        severity: 'error',
      },
    ];
  });
}
