import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../../../src/app/package-root.ts';

const ROOT = packageRoot();
const MAIN = join(ROOT, 'dist', 'main.js');
const LOCK = join(tmpdir(), `redress-build-${process.getuid?.() ?? 0}`);

/** The built program as a user runs it. Built anew when a source is younger; one test file builds for all. */
export async function builtProgram(): Promise<string> {
  while (isStale()) {
    if (!lock()) {
      await sleep(200);
      continue;
    }
    try {
      build();
    } finally {
      rmdirSync(LOCK);
    }
  }
  return MAIN;
}

function isStale(): boolean {
  if (!existsSync(MAIN)) return true;
  const built = statSync(MAIN).mtimeMs;
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  return sources.some((name) => /\.tsx?$/.test(name) && statSync(join(ROOT, 'src', name)).mtimeMs > built);
}

/** A lock that is older than any build was left by a run that was killed. */
function lock(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    const since = existsSync(LOCK) ? statSync(LOCK).mtimeMs : Date.now();
    if (Date.now() - since > 120_000) utimesSync(LOCK, new Date(), new Date());
    else return false;
    return true;
  }
}

function build(): void {
  const started = new Date();
  const done = spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the build failed:\n${done.stdout}${done.stderr}`);
  // What is up to date is not written again: the program is as young as the build.
  utimesSync(MAIN, started, started);
}
