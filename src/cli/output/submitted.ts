import { columnOf } from '../../csv/row.ts';
import { MINOR_HAND_OFF, MINOR_RULE } from '../../domain/minors.ts';
import type { IntakeAnswer } from '../../flow/intake/intake.ts';
import type { Output } from './output.ts';
import { moment } from './times.ts';

/** An answer and the line of the file that it is for; null for the command line. */
export interface Answered {
  readonly line: number | null;
  readonly answer: IntakeAnswer;
}

/** Tells a person what became of each row: bad rows with line, field and cure. No URL is shown. */
export function submitted(out: Output, answered: readonly Answered[]): void {
  const rows = answered.map(({ line, answer }) => [line === null ? '' : String(line), ...cells(out, answer)]);
  out.table(['line', 'result', 'id', 'platform', 'deadline', 'next'], rows);
  for (const { line, answer } of answered) {
    if (answer.result !== 'rejected') continue;
    out.line(`\n${out.color.bold(line === null ? 'Rejected' : `Line ${line}`)}`);
    for (const { code, field, message, cure } of answer.problems) {
      const column = field === undefined ? '' : columnOf(field);
      const said = field === undefined ? message : message.replaceAll(field, column);
      out.line(
        `  ${column.padEnd(22)} ${said} [${code}]. ${field === undefined ? (cure ?? '') : (cure ?? '').replaceAll(field, column)}`,
      );
    }
  }
  if (!answered.some(({ answer }) => answer.result === 'minor_route')) return;
  out.line(`\n${out.color.bold('A minor may be shown.')} ${MINOR_RULE}\n`);
  for (const one of MINOR_HAND_OFF) out.line(`  ${one.name}  ${one.url}\n    ${one.for}`);
}

function cells({ color }: Output, answer: IntakeAnswer): readonly string[] {
  switch (answer.result) {
    case 'accepted':
      return [
        color.green('accepted'),
        answer.id,
        answer.platform ?? 'unknown host',
        moment(answer.deadlineAt),
        answer.next,
      ];
    case 'duplicate':
      return [color.yellow('duplicate'), answer.id, '', '', 'already open: see redress show'];
    case 'minor_route':
      return [color.yellow('minor_route'), answer.id, '', '', 'nothing sent, nothing kept: see below'];
    case 'rejected':
      return [color.red('rejected'), '', '', '', `${answer.problems.length} problem(s): see below`];
  }
}
