import type { Child } from 'hono/jsx';

interface FieldProps {
  name: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong with it. */
  error?: string | undefined;
  required?: boolean | undefined;
}

function Frame({ name, label, hint, error, children }: FieldProps & { children: Child }) {
  return (
    <div class={error === undefined ? 'field' : 'field field-bad'}>
      <label for={name}>{label}</label>
      {hint === undefined ? null : (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error === undefined ? null : (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

function describedBy({ name, hint, error }: FieldProps): string | undefined {
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter((id) => id);
  return ids.length === 0 ? undefined : ids.join(' ');
}

function common(props: FieldProps) {
  return {
    id: props.name,
    name: props.name,
    required: props.required,
    'aria-describedby': describedBy(props),
    'aria-invalid': props.error === undefined ? undefined : ('true' as const),
  };
}

/** One line of text, a day, or a secret. */
export function Field(
  props: FieldProps & {
    type?: 'text' | 'password' | 'date' | 'search' | undefined;
    value?: string | undefined;
    maxlength?: number | undefined;
    autofocus?: boolean | undefined;
    list?: string | undefined;
  },
) {
  const { type, value, maxlength, autofocus, list } = props;
  const more = { type: type ?? 'text', value, maxlength, autofocus, list };
  return (
    <Frame {...props}>
      <input {...common(props)} {...more} autocomplete="off" spellcheck={false} />
    </Frame>
  );
}

/** Several lines of text. */
export function TextArea(
  props: FieldProps & {
    value?: string | undefined;
    rows?: number | undefined;
    maxlength?: number | undefined;
    spellcheck?: boolean | undefined;
  },
) {
  return (
    <Frame {...props}>
      <textarea
        {...common(props)}
        rows={props.rows ?? 4}
        maxlength={props.maxlength}
        spellcheck={props.spellcheck ?? true}
      >
        {props.value ?? ''}
      </textarea>
    </Frame>
  );
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** One of a list that is long or seldom changed. */
export function Select(props: FieldProps & { choices: readonly Choice[]; value?: string | undefined }) {
  return (
    <Frame {...props}>
      <select {...common(props)}>
        {props.choices.map((one) => (
          <option value={one.value} selected={one.value === props.value}>
            {one.text}
          </option>
        ))}
      </select>
    </Frame>
  );
}

/** One of a few, all in sight. */
export function Choices({
  name,
  label,
  hint,
  error,
  choices,
  value,
  required,
}: FieldProps & {
  choices: readonly (Choice & { hint?: string | undefined })[];
  value?: string | undefined;
}) {
  return (
    <fieldset
      class={error === undefined ? 'field' : 'field field-bad'}
      aria-describedby={describedBy({ name, label, hint, error })}
    >
      <legend>{label}</legend>
      {hint === undefined ? null : (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {choices.map((one) => (
        <label class="choice">
          <input
            type="radio"
            name={name}
            value={one.value}
            checked={one.value === value}
            required={required}
          />
          <span>
            {one.text}
            {one.hint === undefined ? null : <span class="hint">{one.hint}</span>}
          </span>
        </label>
      ))}
      {error === undefined ? null : (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** Yes or nothing; its value is `yes`. */
export function Check({
  name,
  label,
  hint,
  checked,
  required,
}: {
  name: string;
  label: string;
  hint?: string | undefined;
  checked?: boolean | undefined;
  required?: boolean | undefined;
}) {
  return (
    <label class="choice">
      <input type="checkbox" name={name} value="yes" checked={checked} required={required} />
      <span>
        {label}
        {hint === undefined ? null : <span class="hint">{hint}</span>}
      </span>
    </label>
  );
}
