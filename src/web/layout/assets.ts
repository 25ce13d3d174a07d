import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a page finds its style sheet, script and icon: one of each, so that a first view is four requests. */
export interface AssetUrls {
  readonly css: string;
  readonly js: string;
  readonly icon: string;
}

export interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Assets {
  readonly urls: AssetUrls;
  /** By path. */
  readonly files: ReadonlyMap<string, Asset>;
}

/**
 * Reads what pages load. Style sheets and scripts lie in small files, by subject, and go out as one each, in the order of
 * their names. The address holds a hash of the content, so a browser may keep it for ever.
 */
export function readAssets(folder: string): Assets {
  const joined = (kind: string): Buffer =>
    Buffer.concat(
      readdirSync(join(folder, kind))
        .filter((name) => name.endsWith(`.${kind}`))
        .toSorted()
        .map((name) => readFileSync(join(folder, kind, name))),
    );
  const files = new Map<string, Asset>();
  const add = (name: string, extension: string, type: string, bytes: Buffer): string => {
    const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
    const path = `/assets/${name}-${hash}.${extension}`;
    files.set(path, { type, bytes: new Uint8Array(bytes) });
    return path;
  };
  const urls = {
    css: add('app', 'css', 'text/css; charset=utf-8', joined('css')),
    js: add('app', 'js', 'text/javascript; charset=utf-8', joined('js')),
    icon: add('icon', 'svg', 'image/svg+xml', readFileSync(join(folder, 'icon.svg'))),
  };
  return { urls, files };
}
