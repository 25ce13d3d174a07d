import { MINUTE } from '../../../domain/time.ts';
import type { AuditRun } from '../../../ledger/views/audit-runs.ts';
import { useText, useView } from '../../layout/view.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { count } from '../../ui/number.ts';
import { Pager } from '../../ui/pager.tsx';
import { Table } from '../../ui/table.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Ago, Time } from '../../ui/time.tsx';
import type { ActLine, Verified } from './model.ts';

interface AuditModel {
  /** The last looks at the record, newest first. */
  readonly runs: readonly AuditRun[];
  readonly switches: boolean;
  readonly lines: readonly ActLine[];
  readonly next: string | null;
  readonly cursor: string | undefined;
}

export function AuditView({ runs, switches, lines, next, cursor }: AuditModel) {
  const t = useText().ops.audit;
  return (
    <>
      <Heading title={t.title} intro={t.intro} />
      <Card title={t.chain}>
        <Record runs={runs} />
        <Form action="/audit/verify" class="filters">
          <Field name="id" label={t.verifyOne} hint={t.id} required />
          <p>
            <button type="submit" class="button">
              {t.verify}
            </button>
          </p>
        </Form>
      </Card>
      <Tabs
        label={t.acts}
        tabs={[
          { href: '/audit', text: t.onTakedowns, current: !switches },
          { href: '/audit?of=switches', text: t.onSwitches, current: switches },
        ]}
      />
      {lines.length === 0 ? <Empty text={t.none} /> : <Lines lines={lines} />}
      <Pager path="/audit" query={{ of: switches ? 'switches' : undefined }} next={next} cursor={cursor} />
    </>
  );
}

function Lines({ lines }: { lines: readonly ActLine[] }) {
  const t = useText().ops.audit;
  const of = lines.some((one) => one.takedown !== undefined)
    ? [
        {
          title: t.takedown,
          cell: ({ takedown }: ActLine) =>
            takedown === undefined ? null : (
              <>
                <a class="mono" href={`/search/${takedown.id}`}>
                  {takedown.id}
                </a>
                <span class="sub">{takedown.host}</span>
              </>
            ),
        },
      ]
    : [];
  return (
    <Table
      caption={t.acts}
      rows={lines}
      columns={[
        {
          title: t.when,
          cell: (one) => (
            <span class="nowrap">
              <Time at={one.at} />
            </span>
          ),
        },
        { title: t.who, cell: (one) => one.by },
        { title: t.what, cell: (one) => one.text },
        ...of,
      ]}
    />
  );
}

/** A run that has not got further for so long was cut short. */
const SILENT = 15 * MINUTE;

function Record({ runs }: { runs: readonly AuditRun[] }) {
  const { t: texts, lang, now } = useView();
  const t = texts.ops.audit;
  const [newest] = runs;
  const ended = runs.find((one) => one.endedAt !== null);
  const running = newest !== undefined && newest.endedAt === null;
  const shown = newest !== undefined && newest.broken > 0 ? newest : ended;
  return (
    <>
      {newest === undefined ? <Callout tone="quiet">{t.neverRun}</Callout> : null}
      {running ? (
        <Callout tone="quiet">{now - newest.seenAt > SILENT ? t.cutShort : t.underWay}</Callout>
      ) : null}
      {shown === undefined ? null : (
        <Callout
          tone={shown.broken === 0 ? 'ok' : 'bad'}
          title={shown.broken === 0 ? t.whole : t.altered}
          role={shown.broken === 0 ? undefined : 'alert'}
        >
          <p>
            {shown.broken === 0
              ? t.wholeText(count(shown.takedowns, lang), count(shown.events, lang))
              : t.alteredText(count(shown.broken, lang))}{' '}
            {t.verified} <Ago at={shown.endedAt ?? shown.seenAt} />.
          </p>
          <Breaks breaks={shown.breaks} />
        </Callout>
      )}
    </>
  );
}

function Breaks({
  breaks,
}: {
  breaks: readonly (Verified['breaks'][number] & { readonly takedownId?: string })[];
}) {
  const t = useText().ops.audit;
  if (breaks.length === 0) return null;
  return (
    <ul>
      {breaks.map(({ takedownId, seq, kind }) => (
        <li>
          {takedownId === undefined ? null : (
            <a class="mono" href={`/search/${takedownId}`}>
              {takedownId}
            </a>
          )}{' '}
          {seq === null ? '' : `${t.entry} ${seq}: `}
          {t.kinds[kind]}
        </li>
      ))}
    </ul>
  );
}

/** What came of verifying one. */
export function VerifiedView({ id, found }: { id: string; found: Verified }) {
  const { audit: t, search } = useText().ops;
  const whole = found.breaks.length === 0;
  return (
    <>
      <Heading title={t.verifyOne} intro={<code>{id}</code>} />
      {found.events === 0 ? (
        <Callout tone="warn">{search.none}</Callout>
      ) : (
        <Callout
          tone={whole ? 'ok' : 'bad'}
          role="status"
          title={whole ? t.oneWhole(found.events) : t.oneAltered(found.breaks.length)}
        >
          <Breaks breaks={found.breaks} />
        </Callout>
      )}
      <p class="row">
        <a class="button" href="/audit">
          {t.title}
        </a>
      </p>
    </>
  );
}
