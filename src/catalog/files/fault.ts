/** A place inside a file: keys and list positions. */
export type KeyPath = readonly (string | number)[];

/** What a check found, inside the file that it was given. */
export interface Finding {
  readonly path: KeyPath;
  readonly reason: string;
  readonly severity: 'error' | 'warning';
}

/** One thing wrong with (`error`) or missing in (`warning`) a file below platforms/. */
export interface Fault {
  readonly file: string;
  /** Such as `channels.tida-form.steps[2].at`; empty for the file as a whole. */
  readonly path: string;
  readonly line?: number | undefined;
  readonly reason: string;
  readonly severity: 'error' | 'warning';
}

export const error = (path: KeyPath, reason: string): Finding => ({ path, reason, severity: 'error' });
export const warning = (path: KeyPath, reason: string): Finding => ({ path, reason, severity: 'warning' });

export function pathText(path: KeyPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** `file: path: reason`, as `loadCatalog` lists it. */
export function faultText(fault: Fault): string {
  const where = fault.path === '' && fault.line !== undefined ? `line ${fault.line}` : fault.path;
  return [fault.file, where, fault.reason].filter((part) => part !== '').join(': ');
}
