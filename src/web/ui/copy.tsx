import { useText } from '../layout/view.ts';

/** Copies a text; `name` says which, for those who do not see it. Without script the text can be marked by hand. */
export function Copy({ text, name }: { text: string; name: string }) {
  const t = useText();
  return (
    <button
      type="button"
      class="button button-small copy"
      data-copy={text}
      aria-label={`${t.shell.copy}: ${name}`}
    >
      {t.shell.copy}
    </button>
  );
}
