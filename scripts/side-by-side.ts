import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs scripts of package.json at the same time; each one's output is shown whole, when it has ended. */
async function run(script: string): Promise<boolean> {
  const npm = process.env['npm_execpath'];
  const [program, ...args] = npm === undefined ? ['npm'] : [process.execPath, npm];
  const child = spawn(program ?? 'npm', [...args, 'run', '--silent', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const [code] = await once(child, 'close');
  process.stdout.write(Buffer.concat(chunks));
  if (code !== 0) process.stderr.write(`npm run ${script} ended with ${code}\n`);
  return code === 0;
}

const good = await Promise.all(process.argv.slice(2).map(run));
if (good.includes(false)) process.exitCode = 1;
