/** The desks of the catalogue, by recipient. */
export type Desks = ReadonlyMap<string, ReadonlySet<string>>;

/** Stands for whatever no file names, so that a host or another word from outside never becomes a label. */
export const OTHER = 'other';

export interface Labels {
  desk(recipient: string, channel: string): { readonly recipient: string; readonly channel: string };
  recipient(id: string | null): string;
}

/** Labels come out of the catalogue alone: few, and never red. */
export function labelsOf(desks: Desks): Labels {
  const recipient = (id: string | null): string => (id !== null && desks.has(id) ? id : OTHER);
  return {
    recipient,
    desk: (id, channel) => ({
      recipient: recipient(id),
      channel: desks.get(id)?.has(channel) === true ? channel : OTHER,
    }),
  };
}

/** The word, if the list has it. */
export function oneOf(list: readonly string[], word: string): string {
  return list.includes(word) ? word : OTHER;
}
