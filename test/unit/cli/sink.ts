import { Writable } from 'node:stream';
import { createOutput, type Output } from '../../../src/cli/output/output.ts';

export interface Sink {
  readonly stream: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly text: () => string;
}

/** A stream that keeps what is written to it. */
export function sink(isTTY = false): Sink {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => text };
}

export interface Captured {
  readonly output: Output;
  readonly out: () => string;
  readonly err: () => string;
}

export function captured(json = false, isTTY = false): Captured {
  const [out, err] = [sink(isTTY), sink(isTTY)];
  const output = createOutput(json, { out: out.stream, err: err.stream });
  return { output, out: out.text, err: err.text };
}
