import Table from 'cli-table3';
import pc from 'picocolors';

/** Where a command's answer goes: words and tables for a person, or one JSON document for a program. */
export interface Output {
  readonly json: boolean;
  /** The answer as data, printed only with --json. Called once by each command. */
  data(value: unknown): void;
  /** A line for a person; nothing with --json. */
  line(text?: string): void;
  table(head: readonly string[], rows: readonly (readonly string[])[]): void;
  /** Progress and remarks, on standard error, so that they never mix with the answer. */
  note(text: string): void;
  readonly color: Colors;
}

export type Colors = Pick<typeof pc, 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'>;

export interface Streams {
  readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

export function createOutput(json: boolean, { out, err }: Streams): Output {
  const color = pc.createColors(!json && out.isTTY === true && pc.isColorSupported);
  return {
    json,
    color,
    data: (value) => {
      if (json) out.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    line: (text = '') => {
      if (!json) out.write(`${text}\n`);
    },
    note: (text) => {
      err.write(`${text}\n`);
    },
    table: (head, rows) => {
      if (json || rows.length === 0) return;
      const table = new Table({
        head: head.map((name) => color.bold(name)),
        style: { head: [], border: [], compact: true },
        chars: PLAIN,
      });
      table.push(...rows.map((row) => [...row]));
      out.write(`${table.toString()}\n`);
    },
  };
}

/** No frame: columns that a person can read and a screen reader does not spell out. */
const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};
