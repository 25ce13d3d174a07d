/** A file below platforms/, read by the caller. `path` is relative to platforms/, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What a file is, told by its place: the content of a file is never looked at to find that out. */
export type Place =
  | { readonly is: 'recipient'; readonly id: string }
  | { readonly is: 'regime'; readonly id: string }
  /** Something to extend; never a recipient. */
  | { readonly is: 'base' }
  | { readonly is: 'template'; readonly language: string; readonly name: string }
  | { readonly is: 'other' }
  /** A file that its name keeps from being read: said, so that nobody wonders why it has no effect. */
  | { readonly is: 'misnamed'; readonly reason: string };

/**
 * Where a file stands in the catalogue. Practice files have the same places below `practice/`:
 * `practice/regimes/...`, `practice/templates/en/...`.
 */
export function placeOf(path: string): Place {
  const segments = path.split('/');
  const name = segments.at(-1) ?? '';
  const folders = segments.slice(0, -1);
  if (folders.includes('templates')) return templatePlace(name, folders);
  if (name.endsWith('.yml')) return { is: 'misnamed', reason: 'is not read: name it .yaml' };
  if (!name.endsWith('.yaml')) return { is: 'other' };
  const id = name.slice(0, -'.yaml'.length);
  if (folders.includes('_shared')) return { is: 'base' };
  return folders.includes('regimes') ? { is: 'regime', id } : { is: 'recipient', id };
}

function templatePlace(name: string, folders: readonly string[]): Place {
  const language = folders.at(-1) ?? '';
  if (!name.endsWith('.liquid')) return { is: 'other' };
  if (folders.at(-2) !== 'templates' || !/^[a-z]{2}$/.test(language)) {
    return { is: 'misnamed', reason: 'is not read: templates stand in templates/<language>/' };
  }
  const stem = name.slice(0, -'.liquid'.length);
  return /^_?[a-z0-9-]+$/.test(stem)
    ? { is: 'template', language, name: stem }
    : { is: 'misnamed', reason: 'is not read: a template is named by lower-case words joined by hyphens' };
}

/** `platforms/` in front of a path is allowed and means nothing. */
export function belowPlatforms(path: string): string {
  return path.replace(/^(\.\/)?platforms\//, '');
}
