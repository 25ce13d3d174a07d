import type { Output } from '../output/output.ts';
import type { Standing } from './progress.ts';

/** Shows how far each takedown is: on a terminal one line each, rewritten in place; elsewhere a line per change. */
export interface Screen {
  show(standings: readonly Standing[], elapsed: number): void;
}

export function createScreen(
  out: Output,
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number },
): Screen {
  const width = Math.max(60, Math.min(stream.columns ?? 120, 140)) - 1;
  let drawn = 0;
  const before = new Map<string, string>();
  return {
    show(standings, elapsed) {
      const seconds = `${String(Math.round(elapsed / 1000)).padStart(3)} s`;
      if (out.json) return;
      if (stream.isTTY === true) {
        const lines = standings.map((one) => row(one).slice(0, width));
        stream.write(
          `${drawn > 0 ? `\u001b[${drawn}A` : ''}${lines.map((line) => `\u001b[2K${line}\n`).join('')}\u001b[2K${seconds}\n`,
        );
        drawn = lines.length + 1;
        return;
      }
      for (const one of standings) {
        const line = row(one);
        if (before.get(one.takedown.id) === line) continue;
        before.set(one.takedown.id, line);
        out.line(`${seconds}  ${line}`);
      }
    },
  };
}

function row({ takedown, state, next, asExpected }: Standing): string {
  return `${asExpected ? '*' : ' '} ${takedown.label.padEnd(14)} ${state.padEnd(30)} ${asExpected ? '' : next}`.trimEnd();
}
