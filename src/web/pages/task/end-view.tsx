import { REPLY_KINDS } from '../../../domain/delivery.ts';
import type { TaskKind } from '../../../domain/event.ts';
import { useText } from '../../layout/view.ts';
import { Card } from '../../ui/card.tsx';
import { Field, Select } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';

export interface PlatformChoice {
  readonly id: string;
  readonly name: string;
}

/** How a task went: one click for each answer. */
export function EndView({
  id,
  kind,
  platforms,
}: {
  id: string;
  kind: TaskKind;
  platforms: readonly PlatformChoice[];
}) {
  const t = useText().task;
  return (
    <Card title={t.doneTitle} class="outcome">
      <Form action={`/tasks/${id}/complete`} class="stack">
        <Answers kind={kind} platforms={platforms} />
      </Form>
      <Form action={`/tasks/${id}/fail`} class="row">
        <button type="submit" class="button">
          {kind === 'find_receipt' ? t.noReceipt : kind === 'find_platform' ? t.nobodyKnows : t.cannot}
        </button>
        <span class="hint">{t.cannotHint}</span>
      </Form>
    </Card>
  );
}

function Answers({ kind, platforms }: { kind: TaskKind; platforms: readonly PlatformChoice[] }) {
  const { task: t } = useText();
  switch (kind) {
    case 'look_by_hand':
      return (
        <>
          <p class="hint">{t.looksHint}</p>
          <p class="row">
            {VERDICTS.map((verdict) => (
              <button
                type="submit"
                name="verdict"
                value={verdict}
                class={verdict === 'gone' ? 'button button-main' : 'button'}
              >
                {t.verdicts[verdict]}
              </button>
            ))}
          </p>
        </>
      );
    case 'find_platform':
      return (
        <>
          <Field name="platform" label={t.platform} hint={t.platformHint} list="platforms" required />
          <datalist id="platforms">
            {platforms.map((one) => (
              <option value={one.id}>{one.name}</option>
            ))}
          </datalist>
          <Main text={t.platformSend} />
        </>
      );
    case 'find_receipt':
      return (
        <>
          <Field name="reference" label={t.reference} maxlength={200} />
          <Main text={t.receiptFound} />
        </>
      );
    case 'answer_recipient':
      return <Main text={t.iAnswered} />;
    case 'send_by_hand':
      return (
        <>
          <div class="fields">
            <Field name="reference" label={t.reference} maxlength={200} />
            <Replied />
          </div>
          <Main text={t.iSentIt} />
        </>
      );
  }
}

const VERDICTS = ['gone', 'live', 'restricted', 'geo_blocked', 'login_wall'] as const;

function Replied() {
  const { task: t, words } = useText();
  return (
    <Select
      name="reply"
      label={t.replied}
      choices={[
        { value: '', text: t.nothing },
        ...REPLY_KINDS.map((value) => ({ value, text: words.reply[value] })),
      ]}
    />
  );
}

function Main({ text }: { text: string }) {
  return (
    <button type="submit" class="button button-main">
      {text}
    </button>
  );
}
