import { Form } from '../ui/form.tsx';
import { useView } from './view.ts';

/** Quick exit: ends the session and leaves an empty page. The script does the same for Esc Esc. */
export function Leave() {
  const { t } = useView();
  return (
    <Form action="/leave" class="leave" data-leave="">
      <button type="submit" class="button button-leave" title={t.shell.leaveHint}>
        {t.shell.leave}
        <kbd>Esc Esc</kbd>
      </button>
    </Form>
  );
}

/** Who is signed in, with the ways to cover the screen and to go. */
export function SignedInAs() {
  const { t, who, path } = useView();
  if (who === undefined) return null;
  const role = who.caller.kind === 'ops' ? 'ops' : who.caller.role;
  return (
    <div class="who">
      <p>
        <span class="who-label">{who.label}</span> <span class="muted">{t.shell.roles[role]}</span>
      </p>
      <div class="row">
        <Form action="/lock">
          <input type="hidden" name="to" value={path} />
          <button type="submit" class="button button-quiet" data-lock="">
            {t.shell.lock}
          </button>
        </Form>
        <Form action="/sign-out">
          <button type="submit" class="button button-quiet">
            {t.shell.signOut}
          </button>
        </Form>
      </div>
    </div>
  );
}
