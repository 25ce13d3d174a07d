import { describe, expect, it } from 'vitest';
import { interpolated, repositoryFile } from './read.ts';

const lines = repositoryFile('.env.example').split('\n');
const given = new Map(
  lines.flatMap((line) => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value ?? '']];
  }),
);

describe('.env.example', () => {
  it('names every variable that docker-compose.yml puts in, and no other', () => {
    const wanted = interpolated(repositoryFile('docker-compose.yml'));
    expect(new Set(given.keys())).toEqual(new Set(wanted.keys()));
  });

  it('leaves empty what must be given, so that nobody runs on an example', () => {
    for (const [name, how] of interpolated(repositoryFile('docker-compose.yml'))) {
      if (how === 'required') expect(given.get(name), name).toBe('');
    }
  });

  it('says above each variable what it is', () => {
    for (const name of given.keys()) {
      const at = lines.findIndex((line) => line.startsWith(`${name}=`));
      expect(lines[at - 1], name).toMatch(/^# \S/);
    }
  });
});
