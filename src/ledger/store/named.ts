/** A statement that each connection prepares once: planning one costs more than running it. */
export interface Named {
  readonly name: string;
  readonly text: string;
}

/** Names a statement that is run often. Of one name there is one text. */
export function named(name: string, text: string): Named {
  return { name: `redress_${name}`, text };
}
