import type { TaskSheet } from '../../../flow/people/sheet.ts';
import { useText } from '../../layout/view.ts';
import { Card } from '../../ui/card.tsx';
import { Copy } from '../../ui/copy.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Time } from '../../ui/time.tsx';
import { Urls } from '../takedown/reveal-view.tsx';
import { EndView, type PlatformChoice } from './end-view.tsx';
import { Release } from './view.tsx';

export interface SheetModel {
  readonly id: string;
  readonly sheet: TaskSheet;
  readonly comments: readonly { readonly at: string; readonly by: string; readonly text: string }[];
  /** For a task that asks whose page it is. */
  readonly platforms: readonly PlatformChoice[];
}

/** What a person needs to do a task, and how it went in one click. Red. */
export function SheetView({ model }: { model: SheetModel }) {
  const t = useText().task;
  const { id, sheet, comments, platforms } = model;
  return (
    <>
      <Card title={t.urlsTitle}>
        <Urls urls={sheet.urls} />
      </Card>
      {sheet.checklist.length === 0 ? null : (
        <Card title={t.stepsTitle}>
          <ul class="stacked steps">
            {sheet.checklist.map((step) => (
              <li>
                <label class="choice">
                  <input type="checkbox" />
                  <span>{stepText(step, t.checklist)}</span>
                </label>
              </li>
            ))}
          </ul>
          {sheet.link === undefined ? null : (
            <div>
              <p class="hint">{t.link}</p>
              <p class="url">{sheet.link}</p>
              <p class="row">
                <a class="button button-small" href={sheet.link} rel="noreferrer noopener" target="_blank">
                  {t.openLink}
                </a>
                <Copy text={sheet.link} name={t.link} />
              </p>
            </div>
          )}
        </Card>
      )}
      {sheet.text === undefined ? null : (
        <Card title={t.textTitle} aside={<Copy text={sheet.text} name={t.textTitle} />}>
          <pre>{sheet.text}</pre>
        </Card>
      )}
      <EndView id={id} kind={sheet.kind} platforms={platforms} />
      <Card title={t.notesTitle}>
        {comments.map((one) => (
          <div>
            <p class="muted small">
              {one.by} · <Time at={Date.parse(one.at)} />
            </p>
            <pre>{one.text}</pre>
          </div>
        ))}
        <details>
          <summary>{t.note}</summary>
          <Form action={`/tasks/${id}/note`} class="stack">
            <TextArea name="note" label={t.note} rows={3} maxlength={4000} required />
            <button type="submit" class="button">
              {t.noteSend}
            </button>
          </Form>
        </details>
      </Card>
      <Release id={id} />
    </>
  );
}

/** Steps of Redress's own are in the catalogue; those of a platform's file stand as they are there. */
function stepText(step: string, known: Readonly<Record<string, string>>): string {
  return (Object.hasOwn(known, step) ? known[step] : undefined) ?? step;
}
