type Value = string | File;

/** The fields of a form. What is missing is empty: what must be there is said by who reads it. */
export class Form {
  readonly #fields: ReadonlyMap<string, readonly Value[]>;

  constructor(fields: Readonly<Record<string, Value | readonly Value[]>>) {
    this.#fields = new Map(
      Object.entries(fields).map(([name, value]) => [
        name,
        typeof value === 'string' || value instanceof File ? [value] : value,
      ]),
    );
  }

  /** A text without the space around it, with the line breaks of this world rather than of forms (CR LF). */
  text(name: string): string {
    return this.texts(name)[0] ?? '';
  }

  /** All fields of this name, in their order. */
  texts(name: string): readonly string[] {
    return (this.#fields.get(name) ?? []).flatMap((value) =>
      typeof value === 'string' ? [value.replaceAll('\r\n', '\n').trim()] : [],
    );
  }

  /** Undefined when it was left empty. */
  optional(name: string): string | undefined {
    return this.text(name) || undefined;
  }

  isChecked(name: string): boolean {
    return this.text(name) === 'yes';
  }

  /** A file that was chosen; undefined when none was. */
  file(name: string): File | undefined {
    return this.#fields.get(name)?.find((value): value is File => value instanceof File && value.size > 0);
  }
}
