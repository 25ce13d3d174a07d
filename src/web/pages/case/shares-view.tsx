import { ACCESSES } from '../../../flow/case-shares.ts';
import { useText } from '../../layout/view.ts';
import { Card } from '../../ui/card.tsx';
import { Choices, Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Time } from '../../ui/time.tsx';
import type { CaseModel } from './model.ts';

/** With whom the case is and was shared; a lead gives it and takes it back. */
export function SharesView({ model: { line, shares, mayShare } }: { model: CaseModel }) {
  const t = useText().oneCase;
  const lasting = shares.filter((one) => one.endedAt === null);
  return (
    <Card title={t.sharesTitle}>
      {lasting.length === 0 ? <p class="muted">{t.notShared}</p> : null}
      <ul class="stacked">
        {shares.map((one) => (
          <li class="row spread">
            <span>
              <strong>{one.helplineId}</strong> {t.access[one.access]},{' '}
              <span class="muted">
                {t.since} <Time at={one.sharedAt} only="day" />
                {one.endedAt === null ? null : (
                  <>
                    , {t.ended} <Time at={one.endedAt} only="day" />
                  </>
                )}
              </span>
            </span>
            {mayShare && one.endedAt === null ? (
              <Form action={`/cases/${line.id}/unshare`}>
                <input type="hidden" name="helpline" value={one.helplineId} />
                <button type="submit" class="button button-small">
                  {t.unshare}
                </button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
      {mayShare ? (
        <details>
          <summary>{t.share}</summary>
          <Form action={`/cases/${line.id}/share`} class="stack">
            <Field name="helpline" label={t.helpline} hint={t.helplineHint} maxlength={100} required />
            <Choices
              name="access"
              label={t.accessLabel}
              value="read"
              choices={ACCESSES.map((value) => ({ value, text: t.access[value] }))}
            />
            <button type="submit" class="button">
              {t.shareSend}
            </button>
          </Form>
        </details>
      ) : null}
    </Card>
  );
}
