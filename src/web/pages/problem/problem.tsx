import type { Context } from 'hono';
import { RedressError } from '../../../domain/errors.ts';
import { redressErrorOf } from '../../../http/problems/answer.ts';
import { statusOf } from '../../../http/problems/statuses.ts';
import type { Web, WebEnv } from '../../desk.ts';
import type { Texts } from '../../i18n/texts.ts';
import { show, showBare } from '../../layout/show.tsx';
import { useText } from '../../layout/view.ts';

/** What a page says of an error. `more` is said in English only where the catalogue does not know the code. */
interface Told {
  readonly heading: string;
  readonly text: string;
  readonly requestId?: string | undefined;
}

/** Any error as a page: in the shell for who is signed in, else alone. */
export function problemPage(web: Pick<Web, 'log'>) {
  return async (error: unknown, c: Context<WebEnv>): Promise<Response> => {
    const known = redressErrorOf(error);
    if (known.code === 'bug') web.log.error({ error, request: c.var.requestId }, 'a page failed');
    const { t, who } = c.var.view;
    const told = tell(known, t, c.var.requestId);
    const status = statusOf(known.code);
    if (status === 503) c.header('retry-after', '5');
    const back = c.req.method === 'POST' ? above(c.req.path) : undefined;
    const body = <ProblemView told={told} back={back} />;
    return (who === undefined ? showBare : show)(c, { title: told.heading }, body, status);
  };
}

export const nothingHere = (): RedressError =>
  new RedressError('route_unknown', 'There is nothing here.', { cure: 'Go to the start.' });

function tell({ code, message, cure }: RedressError, { problems: t }: Texts, requestId: string): Told {
  if (code === 'bug') return { heading: t.bug, text: t.bugText, requestId };
  if (code === 'ledger_away') return { heading: t.away, text: t.awayText };
  if (code === 'form_expired') return { heading: t.expired, text: t.expiredText };
  const known: Readonly<Record<string, string>> = t.known;
  const text = Object.hasOwn(known, code) ? known[code] : undefined;
  if (text === undefined && statusOf(code) === 404) return { heading: t.notFound, text: t.notFoundText };
  const heading = code === 'role_insufficient' ? t.forbidden : t.title;
  return { heading, text: text ?? [message, cure].filter((one) => one !== undefined).join(' ') };
}

/** `/tasks/ID/complete` belongs to the page `/tasks/ID`. No browser says where it came from (no-referrer). */
function above(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function ProblemView({ told, back }: { told: Told; back: string | undefined }) {
  const t = useText();
  return (
    <div class="problem">
      <h1>{told.heading}</h1>
      <p class="lead">{told.text}</p>
      {told.requestId === undefined ? null : (
        <p class="muted">
          {t.problems.reference}: <code>{told.requestId}</code>
        </p>
      )}
      <p class="row">
        {back === undefined ? null : (
          <a class="button button-main" href={back}>
            {t.shell.back}
          </a>
        )}
        <a class="button" href="/">
          {t.problems.home}
        </a>
      </p>
    </div>
  );
}
