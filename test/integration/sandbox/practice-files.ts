import { readdirSync, readFileSync } from 'node:fs';
import { loadCatalog } from '../../../src/catalog/load.ts';
import { sampleViews } from '../../../src/catalog/template/sample.ts';
import type { NoticeView } from '../../../src/catalog/view.ts';

const PLATFORMS = new URL('../../../platforms/', import.meta.url);

/** The files of the practice platforms and the templates that they use. */
export function practiceFiles(): { readonly path: string; readonly text: string }[] {
  return ['practice', 'templates'].flatMap((folder) =>
    readdirSync(new URL(folder, PLATFORMS), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(yaml|liquid)$/.test(name))
      .map((name) => `${folder}/${name}`)
      .map((path) => ({ path, text: readFileSync(new URL(path, PLATFORMS), 'utf8') })),
  );
}

export const catalog = loadCatalog(practiceFiles());

/** A complete notice about these URLs. */
export function viewOf(urls: readonly string[], more: Partial<NoticeView> = {}): NoticeView {
  const { full } = sampleViews({});
  const locations = urls.map((url) => ({ url, kind: 'page' as const }));
  return { ...full, urls, notice: { ...full.notice, locations }, previous: [], cycle: 0, ...more };
}
