import { MINOR_HAND_OFF } from '../../../domain/minors.ts';
import { useText } from '../../layout/view.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Form } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';

/** The hand-off card (docs/minors.md). What was pasted is not repeated here. */
export function MinorView({ reference }: { reference: string }) {
  const t = useText().report;
  return (
    <>
      <Heading title={t.minorTitle} />
      <Callout tone="warn" role="alert">
        {t.minorRule}
      </Callout>
      <HandOffs />
      <Form action="/report/minor" class="stack">
        <input type="hidden" name="case" value={reference} />
        <p class="hint">{t.minorRecordHint}</p>
        <button type="submit" class="button button-main">
          {t.minorRecord}
        </button>
      </Form>
    </>
  );
}

/** Whom it is handed to. The names and addresses are theirs, so they stand as they are in every language. */
export function HandOffs() {
  const t = useText().report;
  return (
    <Card title={t.minorWhere}>
      <ul class="stacked">
        {MINOR_HAND_OFF.map((one) => (
          <li>
            <a href={one.url} rel="noreferrer noopener" target="_blank">
              {one.name}
            </a>
            <p class="muted small" lang="en">
              {one.for}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
