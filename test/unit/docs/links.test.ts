import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pages, ROOT, sources, text } from './sources.ts';

/** Made up in an explanation of how files are named. */
const INVENTED = new Set(['platforms/_shared/us-social.yaml']);

describe.each(pages())('%s', (path) => {
  const page = text(path);

  it('links to pages and files that are there', () => {
    const links = [...page.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to ?? '');
    const local = links.filter((to) => !/^(https?:|mailto:|#)/.test(to)).map((to) => to.replace(/#.*$/, ''));
    expect(local.filter((to) => !existsSync(join(ROOT, dirname(path), to)))).toEqual([]);
  });

  it('names files of the repository that are there', () => {
    const named = [...page.matchAll(/`((?:src|docs|test|scripts|platforms|examples|ops)\/[\w./-]+\.\w+)`/g)];
    const files = named.map(([, file]) => file ?? '').filter((file) => !INVENTED.has(file));
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('names npm scripts that are there', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(text('package.json')));
    const named = [...page.matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

describe('docs/design.md', () => {
  it('has each section that the sources refer to', () => {
    const named = sources().flatMap((path) =>
      [...text(path).matchAll(/DESIGN (\d)/g)].map(([, n]) => n ?? ''),
    );
    expect(named.length).toBeGreaterThan(10);
    const sections = [...text('docs/design.md').matchAll(/^## (\d)\. /gm)].map(([, n]) => n ?? '');
    expect(sections).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(named.filter((n) => !sections.includes(n))).toEqual([]);
  });

  it('names each folder of the sources', () => {
    const folders = new Set(sources().flatMap((path) => /^src\/([^/]+)\//.exec(path)?.[1] ?? []));
    const layout = text('docs/design.md');
    expect([...folders].filter((folder) => !layout.includes(`${folder}/`))).toEqual([]);
  });
});

describe('README.md', () => {
  it('has the two commands exactly as they are to be typed', () => {
    expect(text('README.md')).toContain('\nnpm ci && npm run demo\n');
    expect(text('README.md')).toContain('\nnpm ci && npm test\n');
  });
});
