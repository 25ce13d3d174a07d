import { REPLY_KINDS } from '../../../domain/delivery.ts';
import { ACT_REASONS } from '../../../domain/event.ts';
import { REFUSAL_REASONS } from '../../../domain/outcome.ts';
import { useText } from '../../layout/view.ts';
import { Card } from '../../ui/card.tsx';
import { Check, Field, Select, TextArea } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import type { TakedownModel } from './model.ts';

/** What people can do with a takedown, each folded up until it is wanted. */
export function ActsView({ model }: { model: TakedownModel }) {
  const t = useText().takedown;
  const path = `/takedowns/${model.id}`;
  const open = model.status !== 'ended';
  const answered = model.notices.some((one) => one.result !== 'underway' && one.result !== 'retry');
  return (
    <Card title={t.actsTitle}>
      <details>
        <summary>{t.note}</summary>
        <Form action={`${path}/comment`} class="stack">
          <TextArea name="note" label={t.note} hint={t.noteHint} rows={3} maxlength={4000} required />
          <button type="submit" class="button">
            {t.noteSend}
          </button>
        </Form>
      </details>
      {answered ? <ReplyForm path={path} /> : null}
      {open ? <HurryForm path={path} paused={model.status === 'paused'} /> : <ReopenForm path={path} />}
      {open ? <WithdrawForm path={path} /> : null}
    </Card>
  );
}

function ReplyForm({ path }: { path: string }) {
  const { takedown: t, words } = useText();
  return (
    <details>
      <summary>{t.reply}</summary>
      <Form action={`${path}/reply`} class="stack">
        <p class="hint">{t.replyHint}</p>
        <div class="fields">
          <Select
            name="kind"
            label={t.replyKind}
            choices={REPLY_KINDS.map((value) => ({ value, text: words.reply[value] }))}
          />
          <Select
            name="reason"
            label={t.replyReason}
            choices={[
              { value: '', text: t.noReason },
              ...REFUSAL_REASONS.map((value) => ({ value, text: words.refusal[value] })),
            ]}
          />
          <Field name="reference" label={t.reference} maxlength={200} />
        </div>
        <TextArea name="words" label={t.replyText} rows={3} maxlength={4000} />
        <button type="submit" class="button">
          {t.replySend}
        </button>
      </Form>
    </details>
  );
}

function HurryForm({ path, paused }: { path: string; paused: boolean }) {
  const { takedown: t, timeline } = useText();
  const acts = paused ? (['unpause'] as const) : (['retry', 'escalate', 'pause'] as const);
  return (
    <details>
      <summary>{t.hurry}</summary>
      <Form action={`${path}/act`} class="stack">
        <p class="hint">{t.hurryHint}</p>
        <Select
          name="why"
          label={t.actWhy}
          choices={ACT_REASONS.map((value) => ({ value, text: timeline.because[value] }))}
        />
        <p class="row">
          {acts.map((act) => (
            <button type="submit" class="button" name="act" value={act}>
              {t.acts[act]}
            </button>
          ))}
        </p>
      </Form>
    </details>
  );
}

function ReopenForm({ path }: { path: string }) {
  const t = useText().takedown;
  return (
    <details>
      <summary>{t.reopen}</summary>
      <Form action={`${path}/reopen`} class="stack">
        <p class="hint">{t.reopenHint}</p>
        <button type="submit" class="button">
          {t.reopen}
        </button>
      </Form>
    </details>
  );
}

function WithdrawForm({ path }: { path: string }) {
  const t = useText().takedown;
  return (
    <details>
      <summary>{t.withdraw}</summary>
      <Form action={`${path}/withdraw`} class="stack">
        <p class="hint">{t.withdrawHint}</p>
        <div>
          <Check name="minor" label={t.minor} hint={t.minorHint} />
          <Check name="sure" label={t.sure} required />
        </div>
        <button type="submit" class="button button-bad">
          {t.withdrawSend}
        </button>
      </Form>
    </details>
  );
}
