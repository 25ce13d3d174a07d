import { type Circuit, EVERYTHING, type Stop } from '../../../flow/ledger.ts';
import { useText } from '../../layout/view.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Table } from '../../ui/table.tsx';
import { Ago, Time } from '../../ui/time.tsx';

interface SwitchesModel {
  readonly stops: readonly Stop[];
  readonly circuits: readonly Circuit[];
  /** What can be stopped: everything, and the ids of recipients. */
  readonly scopes: readonly string[];
  /** What somebody came here to stop. */
  readonly scope: string | undefined;
}

export function SwitchesView({ stops, circuits, scopes, scope }: SwitchesModel) {
  const t = useText().ops.switches;
  const nameOf = (what: string): string => (what === EVERYTHING ? t.everything : what);
  return (
    <>
      <Heading title={t.title} intro={t.intro} />
      <Card title={t.stopped}>
        {stops.length === 0 ? (
          <p class="muted">{t.nothing}</p>
        ) : (
          <Table
            caption={t.stopped}
            rows={stops}
            columns={[
              { title: t.what, cell: (one) => <strong>{nameOf(one.scope)}</strong> },
              { title: t.since, cell: (one) => <Ago at={one.at} /> },
              { title: t.by, cell: (one) => one.by },
              { title: t.why, cell: (one) => one.why },
              {
                title: t.resume,
                cell: (one) => (
                  <Form action="/switches/resume">
                    <input type="hidden" name="scope" value={one.scope} />
                    <button
                      type="submit"
                      class="button button-small"
                      aria-label={`${t.resume}: ${nameOf(one.scope)}`}
                    >
                      {t.resume}
                    </button>
                  </Form>
                ),
              },
            ]}
          />
        )}
      </Card>
      <Card title={t.stop}>
        <Form action="/switches/confirm" class="stack">
          <div class="fields">
            <Field name="scope" label={t.scope} hint={t.scopeHint} value={scope} list="scopes" required />
            <datalist id="scopes">
              {scopes.map((one) => (
                <option value={one} />
              ))}
            </datalist>
            <Field name="why" label={t.reason} hint={t.reasonHint} maxlength={300} required />
          </div>
          <button type="submit" class="button button-bad">
            {t.go}
          </button>
        </Form>
      </Card>
      <Card title={t.channels}>
        {circuits.length === 0 ? (
          <p class="muted">{t.noChannels}</p>
        ) : (
          <Table
            caption={t.channels}
            rows={circuits}
            columns={[
              {
                title: t.channel,
                cell: (one) => (
                  <a href={`/platforms/${one.recipient}`}>{`${one.recipient}/${one.channel}`}</a>
                ),
              },
              { title: t.failures, numeric: true, cell: (one) => String(one.failures) },
              {
                title: t.rests,
                cell: (one) => (one.openUntil === null ? t.counts : <Time at={one.openUntil} />),
              },
              {
                title: t.reset,
                cell: (one) => <ResetForm channel={`${one.recipient}/${one.channel}`} text={t.reset} />,
              },
            ]}
          />
        )}
      </Card>
    </>
  );
}

/** Closes a circuit by hand. */
export function ResetForm({ channel, text }: { channel: string; text: string }) {
  return (
    <Form action="/switches/reset">
      <input type="hidden" name="channel" value={channel} />
      <button type="submit" class="button button-small" aria-label={`${text}: ${channel}`}>
        {text}
      </button>
    </Form>
  );
}

export function ConfirmStopView({ scope, why }: { scope: string; why: string }) {
  const t = useText().ops.switches;
  return (
    <>
      <Heading title={t.sure(scope === EVERYTHING ? t.everything : scope)} />
      <Callout tone="warn">{t.sureText}</Callout>
      <Card>
        <p>
          {t.why}: {why}
        </p>
        <Form action="/switches/stop" class="row">
          <input type="hidden" name="scope" value={scope} />
          <input type="hidden" name="why" value={why} />
          <button type="submit" class="button button-bad">
            {t.yes}
          </button>
          <a class="button" href="/switches">
            {t.no}
          </a>
        </Form>
      </Card>
    </>
  );
}
