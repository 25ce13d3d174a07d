import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { repositoryFile } from './read.ts';

interface Stage {
  readonly name: string;
  readonly from: string;
  readonly instructions: readonly { readonly verb: string; readonly rest: string }[];
}

/** The stages of the Dockerfile, with continued lines joined and comments left out. */
function stages(text: string): readonly Stage[] {
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const found: { name: string; from: string; instructions: { verb: string; rest: string }[] }[] = [];
  for (const line of lines) {
    const [, verb = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (verb === 'FROM') {
      const [, from = '', name = ''] = /^(\S+) AS (\S+)$/.exec(rest) ?? [];
      found.push({ name, from, instructions: [] });
    } else found.at(-1)?.instructions.push({ verb, rest });
  }
  return found;
}

const all = stages(repositoryFile('Dockerfile'));
const stage = (name: string): Stage => {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no stage ${name}`);
  return found;
};
const of = (name: string, verb: string): string[] =>
  stage(name)
    .instructions.filter((one) => one.verb === verb)
    .map((one) => one.rest);

describe('Dockerfile', () => {
  it('builds in a stage of its own, and has a target without and one with Chromium', () => {
    expect(all.map(({ name, from }) => [name, from])).toEqual([
      ['build', 'node:24-bookworm-slim'],
      ['app', 'node:24-bookworm-slim'],
      ['browser', 'app'],
    ]);
    expect(of('browser', 'RUN').join(' ')).toContain('chromium');
    expect(of('app', 'RUN').join(' ')).not.toContain('chromium');
  });

  it('installs what the lock file says, and leaves the tools of development behind', () => {
    const run = of('build', 'RUN').join(' ');
    expect(run).toContain('npm ci --ignore-scripts');
    expect(run).toContain('npm run build');
    expect(run).toContain('npm prune --omit=dev');
    expect(run.indexOf('npm run build')).toBeLessThan(run.indexOf('npm prune'));
  });

  it.each(['app', 'browser'])('ends the stage %s as a user that is not root', (name) => {
    expect(of(name, 'USER').at(-1)).toBe('node');
  });

  it('has an init that reaps and hands signals on, and says whether it lives', () => {
    expect(of('app', 'ENTRYPOINT')).toEqual(['["tini", "--", "redress"]']);
    expect(of('app', 'CMD')).toEqual(['["serve"]']);
    expect(of('app', 'HEALTHCHECK').join(' ')).toContain('/livez');
  });

  it('sets only settings that Redress knows, and listens on all addresses of the container', () => {
    const env = Object.fromEntries(
      ['app', 'browser'].flatMap((name) =>
        of(name, 'ENV').flatMap((line) =>
          [...line.matchAll(/(\w+)=(\S+)/g)].map(([, key, value]) => [key, value]),
        ),
      ),
    );
    const config = readConfig(env, '/app');
    expect(config.http).toEqual({ host: '0.0.0.0', port: 8080 });
    expect(config.dataDir).toBe('/data');
    expect(config.chromium).toBe('/usr/bin/chromium');
    for (const name of Object.keys(env)) {
      if (!name.startsWith('NODE_')) expect(repositoryFile('src/config.ts')).toContain(name);
    }
  });

  it('copies nothing that .dockerignore holds back, and .dockerignore lets in nothing else', () => {
    const copied = ['build', 'app'].flatMap((name) =>
      of(name, 'COPY')
        .filter((rest) => !rest.startsWith('--from'))
        .flatMap((rest) => rest.split(/\s+/).slice(0, -1)),
    );
    const lines = repositoryFile('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines[0]).toBe('*');
    expect(new Set(copied)).toEqual(new Set(lines.slice(1).map((line) => line.replace(/^!/, ''))));
    for (const path of copied) {
      expect(existsSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url))), path).toBe(true);
    }
  });

  it('holds no secret', () => {
    expect(repositoryFile('Dockerfile')).not.toMatch(/(PASSWORD|MASTER_KEY|TOKEN|SECRET)\s*=/);
  });
});
