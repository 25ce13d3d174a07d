import { CHIRP, FEDI, HOSTCO, REGIMES } from './fixture-files.ts';

export const ACT = REGIMES[0]?.text ?? '';

/** Files by path, as `files` of the fixtures takes them. */
export type Changes = Record<string, string | null>;

/** A file that is refused: what is wrong, in which files, and the faults as the error lists them. */
export type FaultCase = readonly [what: string, changes: Changes, faults: readonly string[]];

/** Replaces exactly one place of a fixture. */
export function change(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`"${from}" does not stand there once`);
  return text.replace(from, () => to);
}

export const chirp = (from: string, to: string): Changes => ({ 'sites/chirp.yaml': change(CHIRP, from, to) });
export const hostco = (from: string, to: string): Changes => ({
  'hosts/hostco.yaml': change(HOSTCO, from, to),
});
export const fedi = (from: string, to: string): Changes => ({ 'sites/fedi.yaml': change(FEDI, from, to) });
export const act = (from: string, to: string): Changes => ({ 'regimes/act-48.yaml': change(ACT, from, to) });
