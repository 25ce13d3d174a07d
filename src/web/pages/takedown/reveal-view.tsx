import type { z } from 'zod';
import type { Revealed } from '../../../wire/takedown.ts';
import { useText } from '../../layout/view.ts';
import { Card } from '../../ui/card.tsx';
import { Copy } from '../../ui/copy.tsx';
import { Form } from '../../ui/form.tsx';
import { Time } from '../../ui/time.tsx';
import type { Names } from './tell.ts';

/** The way to what is red: a button, and that it is put on record. */
export function RevealAsk({ id, mayReveal }: { id: string; mayReveal: boolean }) {
  const t = useText().takedown;
  return (
    <Card title={t.revealTitle}>
      {mayReveal ? (
        <>
          <p class="muted">{t.revealText}</p>
          <Form action={`/takedowns/${id}/reveal`}>
            <button type="submit" class="button">
              {t.reveal}
            </button>
          </Form>
        </>
      ) : (
        <p class="muted">{t.revealLead}</p>
      )}
    </Card>
  );
}

/** What is red, once that it is shown is on record. */
export function RevealedView({
  id,
  red,
  names,
}: {
  id: string;
  red: z.infer<typeof Revealed>;
  names: Names;
}) {
  const t = useText().takedown;
  const said = red.notes.flatMap(({ at, red: words }) =>
    Object.values(words).flatMap((text) => (typeof text === 'string' ? [{ at, text }] : [])),
  );
  return (
    <Card
      title={t.revealTitle}
      class="revealed"
      aside={
        <a class="button button-small" href={`/takedowns/${id}`}>
          {t.hide}
        </a>
      }
    >
      <h3>{t.urls}</h3>
      {red.locations === null ? <p>{t.gone}</p> : <Urls urls={red.locations.map((one) => one.url)} />}
      {noticesOf(red).map((one) => (
        <div class="stack">
          <h3>
            {names.recipient(one.recipient)} · {names.channel(one.recipient, one.channel)}
          </h3>
          {one.reference === null ? null : (
            <p>
              {t.reference}: <code>{one.reference}</code> <Copy text={one.reference} name={t.reference} />
            </p>
          )}
          {one.text === null ? null : (
            <details>
              <summary>{t.noticeText}</summary>
              <pre>{one.text}</pre>
              <Copy text={one.text} name={t.noticeText} />
            </details>
          )}
          {one.answers.map((answer) => (
            <details>
              <summary>{t.answer}</summary>
              <pre>{answer}</pre>
            </details>
          ))}
        </div>
      ))}
      {said.length === 0 ? null : <h3>{t.notes}</h3>}
      {said.map((one) => (
        <div>
          <p class="muted small">
            <Time at={Date.parse(one.at)} />
          </p>
          <pre>{one.text}</pre>
        </div>
      ))}
    </Card>
  );
}

/** One entry for each notice: it may have been tried several times, with the same text. */
function noticesOf({ notices }: z.infer<typeof Revealed>) {
  return [...new Set(notices.map((one) => one.noticeKey))].flatMap((key) => {
    const tries = notices.filter((one) => one.noticeKey === key);
    const [first] = tries;
    if (first === undefined) return [];
    const last = (of: 'text' | 'reference') => tries.findLast((one) => one[of] !== null)?.[of] ?? null;
    const answers = tries.flatMap(({ answer }) => (answer === null ? [] : [answer]));
    return [{ ...first, text: last('text'), reference: last('reference'), answers }];
  });
}

/** Addresses of content: as text, with a way to copy and to open them. A link tells the site nothing of where it stood. */
export function Urls({ urls }: { urls: readonly string[] }) {
  const t = useText().takedown;
  return (
    <ul class="stacked">
      {urls.map((url) => (
        <li class="stack-tight">
          <p class="url">{url}</p>
          <p class="row">
            <Copy text={url} name={url} />
            <a
              class="button button-small"
              href={url}
              rel="noreferrer noopener"
              target="_blank"
              title={t.openHint}
            >
              {t.open}
            </a>
          </p>
        </li>
      ))}
    </ul>
  );
}
