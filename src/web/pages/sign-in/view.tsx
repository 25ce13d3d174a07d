import { useText } from '../../layout/view.ts';
import { Callout } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';

export type SignInFault = 'wrong' | 'tooMany';

export function SignInView({
  to,
  fault,
  said,
}: {
  to: string;
  fault?: SignInFault | undefined;
  said?: string | undefined;
}) {
  const t = useText().signIn;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.intro}</p>
      {said === undefined ? null : (
        <Callout tone="ok" role="status">
          {said}
        </Callout>
      )}
      {fault === undefined ? null : (
        <Callout tone="bad" role="alert">
          {t[fault]}
        </Callout>
      )}
      <Form action="/sign-in" class="stack">
        <input type="hidden" name="to" value={to} />
        <Field
          name="token"
          type="password"
          label={t.token}
          hint={t.tokenHint}
          required
          autofocus
          maxlength={300}
        />
        <button type="submit" class="button button-main">
          {t.submit}
        </button>
      </Form>
    </>
  );
}
