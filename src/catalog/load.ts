import { RedressError } from '../domain/errors.ts';
import type { Catalog } from './catalog.ts';
import { checkChannels } from './check/channels.ts';
import { checkCompleteness } from './check/completeness.ts';
import { checkContent } from './check/content.ts';
import type { CheckContext, RecipientCheck } from './check/context.ts';
import { checkFacts } from './check/facts.ts';
import { checkHosts } from './check/hosts.ts';
import { checkIdentity } from './check/identity.ts';
import { checkReferences } from './check/references.ts';
import { checkRegime } from './check/regimes.ts';
import { checkTemplateFiles } from './check/template-files.ts';
import { checkTemplates } from './check/templates.ts';
import { type Fault, faultText } from './files/fault.ts';
import { type Entry, faultsOf, type ReadFiles, readFiles } from './files/read-files.ts';
import type { SourceFile } from './files/source-file.ts';
import { noticePaths } from './law/notice-path.ts';
import { indexHosts } from './match/host-index.ts';
import { createTemplates } from './template/engine.ts';

const RECIPIENT_CHECKS: readonly RecipientCheck[] = [
  checkReferences,
  checkHosts,
  checkContent,
  checkChannels,
  checkTemplates,
  checkCompleteness,
  (recipient) => checkFacts(recipient),
];

/**
 * Builds the catalogue from the files below platforms/. The caller says by the list which files count: practice
 * platforms are recipients like others.
 *
 * @throws RedressError `catalog_invalid`, whose message lists every fault as `file: path: reason`.
 */
export function loadCatalog(files: readonly SourceFile[]): Catalog {
  const read = readFiles(files);
  const errors = allFaults(read).filter((fault) => fault.severity === 'error');
  if (errors.length > 0) {
    const list = errors.map(faultText).join('\n');
    throw new RedressError('catalog_invalid', `The platform files have ${errors.length} fault(s)\n${list}`, {
      field: 'platforms',
      cure: 'Mend the files that are named; `redress platforms lint` shows the same list with lines',
    });
  }
  const recipients = byId(read.recipients);
  return {
    recipients,
    regimes: byId(read.regimes),
    templates: createTemplates(read.templates),
    hosts: indexHosts(recipients.values()),
  };
}

/** Everything that is wrong (`error`: the catalogue does not load) or missing (`warning`), file by file. */
export function checkCatalog(files: readonly SourceFile[]): Fault[] {
  return allFaults(readFiles(files));
}

function allFaults(read: ReadFiles): Fault[] {
  const context: CheckContext = {
    recipients: byId(read.recipients),
    regimes: byId(read.regimes),
    named: read.named,
    templates: createTemplates(read.templates, { conditions: 'check' }),
    noticePaths: noticePaths(),
  };
  const recipients = read.recipients.flatMap((entry) =>
    faultsOf(entry.yaml, [
      ...checkIdentity(entry, read.recipients),
      ...RECIPIENT_CHECKS.flatMap((check) => check(entry.value, context)),
    ]),
  );
  const regimes = read.regimes.flatMap((entry) =>
    faultsOf(entry.yaml, [
      ...checkIdentity(entry, read.regimes),
      ...checkRegime(entry.value, context),
      ...checkFacts(entry.value),
    ]),
  );
  const all = [...read.faults, ...recipients, ...regimes, ...checkTemplateFiles(read.templates, context)];
  const names = [...new Set(all.map((fault) => fault.file))].sort();
  return names.flatMap((name) => all.filter((fault) => fault.file === name));
}

function byId<T extends { readonly id: string }>(entries: readonly Entry<T>[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.value.id, entry.value]));
}
