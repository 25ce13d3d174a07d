import type { PropsWithChildren } from 'hono/jsx';
import { CSRF_FIELD } from '../guard/token.ts';
import { useView } from '../layout/view.ts';

type FormProps = PropsWithChildren<{
  /** A path of ours that answers a POST with 303. */
  action: string;
  class?: string | undefined;
  /** For files. */
  multipart?: boolean | undefined;
  'data-leave'?: string | undefined;
  id?: string | undefined;
}>;

/** A form that changes something: it carries the token that binds it to the session. */
export function Form({ action, multipart, children, ...rest }: FormProps) {
  const { csrf } = useView();
  return (
    <form
      method="post"
      action={action}
      enctype={multipart === true ? 'multipart/form-data' : undefined}
      autocomplete="off"
      {...rest}
    >
      <input type="hidden" name={CSRF_FIELD} value={csrf} />
      {children}
    </form>
  );
}
