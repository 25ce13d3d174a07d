import type { z } from 'zod';
import { Recipient } from '../schema/recipient.ts';
import { Regime } from '../schema/regime.ts';
import { error, type Fault, type Finding, pathText, warning } from './fault.ts';
import { inherit, isMap } from './inherit.ts';
import { describeIssue, findingsOf } from './issues.ts';
import { belowPlatforms, placeOf, type SourceFile } from './source-file.ts';
import { parseYaml, type YamlFile } from './yaml-file.ts';

/** A file that fits its schema. */
export interface Entry<T> {
  readonly id: string;
  readonly yaml: YamlFile;
  readonly value: T;
}

export interface TemplateFile extends SourceFile {
  readonly language: string;
  readonly name: string;
}

/** What the files hold, before anything is looked at across them. */
export interface ReadFiles {
  readonly recipients: readonly Entry<Recipient>[];
  readonly regimes: readonly Entry<Regime>[];
  readonly templates: readonly TemplateFile[];
  /** Names of all recipient and regime files, whole or broken: a broken file is one fault, not one at each mention. */
  readonly named: { readonly recipients: ReadonlySet<string>; readonly regimes: ReadonlySet<string> };
  readonly faults: readonly Fault[];
}

/** Parses, inherits and validates each file by itself. */
export function readFiles(files: readonly SourceFile[]): ReadFiles {
  const faults: Fault[] = [];
  const yamls = new Map<string, YamlFile>();
  const templates: TemplateFile[] = [];
  for (const file of files) {
    const place = placeOf(belowPlatforms(file.path));
    if (place.is === 'misnamed') {
      faults.push({ file: file.path, path: '', reason: place.reason, severity: 'error' });
    }
    if (place.is === 'template') templates.push({ ...file, language: place.language, name: place.name });
    if (place.is === 'template' || place.is === 'misnamed' || place.is === 'other') continue;
    const parsed = parseYaml(file);
    faults.push(...parsed.faults);
    if (parsed.yaml) yamls.set(keyOf(file.path), parsed.yaml);
  }

  const used = new Set<string>();
  const take = <T>(schema: z.ZodType<T>, yaml: YamlFile, id: string): Entry<T>[] => {
    const whole = inherit(keyOf(yaml.path), (path) => yamls.get(path)?.raw);
    if ('fault' in whole) {
      faults.push({
        file: yaml.path,
        path: 'extends',
        line: yaml.line(['extends']),
        reason: whole.fault,
        severity: 'error',
      });
      return [];
    }
    for (const base of whole.bases) used.add(base);
    const result = schema.safeParse(whole.value, { error: describeIssue });
    if (result.success) return [{ id, yaml, value: result.data }];
    faults.push(...faultsOf(yaml, findingsOf(result.error.issues)));
    return [];
  };

  const recipients: Entry<Recipient>[] = [];
  const regimes: Entry<Regime>[] = [];
  for (const yaml of yamls.values()) {
    const place = placeOf(belowPlatforms(yaml.path));
    if (place.is === 'recipient') recipients.push(...take(Recipient, yaml, place.id));
    if (place.is === 'regime') regimes.push(...take(Regime, yaml, place.id));
  }
  for (const [key, yaml] of yamls) {
    if (placeOf(belowPlatforms(yaml.path)).is !== 'base') continue;
    if (!isMap(yaml.raw)) faults.push(...faultsOf(yaml, [error([], 'must be a map of keys')]));
    if (!used.has(key)) faults.push(...faultsOf(yaml, [warning([], 'no file extends this one')]));
  }
  return { recipients, regimes, templates, named: namesOf(files), faults };
}

/** The findings of a file as faults, each with its line. */
export function faultsOf(yaml: YamlFile, findings: readonly Finding[]): Fault[] {
  return findings.map(({ path, reason, severity }) => ({
    file: yaml.path,
    path: pathText(path),
    line: yaml.line(path),
    reason,
    severity,
  }));
}

function keyOf(path: string): string {
  return belowPlatforms(path).replace(/\.yaml$/, '');
}

function namesOf(files: readonly SourceFile[]): ReadFiles['named'] {
  const places = files.map((file) => placeOf(belowPlatforms(file.path)));
  return {
    recipients: new Set(places.flatMap((place) => (place.is === 'recipient' ? [place.id] : []))),
    regimes: new Set(places.flatMap((place) => (place.is === 'regime' ? [place.id] : []))),
  };
}
