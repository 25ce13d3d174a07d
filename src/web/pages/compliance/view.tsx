import { isRolling, ROLLING_PERIODS } from '../../../domain/statistics/period.ts';
import { useText, useView } from '../../layout/view.ts';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Select } from '../../ui/field.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Ago } from '../../ui/time.tsx';
import { type ComplianceModel, reportAddress } from './model.ts';
import { RecipientView } from './one-view.tsx';
import { RecipientsTable } from './table.tsx';

export function ComplianceView({ model }: { model: ComplianceModel }) {
  const texts = useText();
  const t = texts.compliance;
  const { report, recipient, isOfAll } = model;
  const { period, span, lines } = report;
  const [line] = lines;
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return (
    <>
      <Heading
        title={recipient === undefined || line === undefined ? t.title : `${t.title}: ${line.name}`}
        intro={t.intro}
        actions={
          <>
            <a class="button" href={reportAddress('/compliance/csv', period, recipient)}>
              {t.asCsv}
            </a>
            <a class="button" href={reportAddress('/compliance/json', period, recipient)}>
              {t.asJson}
            </a>
          </>
        }
      />
      <PeriodPicker model={model} />
      <p class="muted small">
        {t.fromTo(day(span.from), day(span.to))}. {isOfAll ? t.ofAll : t.ofHelpline}{' '}
        {line === undefined ? null : (
          <>
            {texts.ops.platforms.asOf} <Ago at={Math.min(...lines.map((one) => one.asOf))} />.
          </>
        )}
      </p>
      {line === undefined ? (
        <Empty text={t.none} />
      ) : recipient === undefined ? (
        <>
          <RecipientsTable report={report} />
          <p class="muted small">
            {texts.ops.platforms.rank}: {texts.ops.platforms.rankNote} {t.heldNote}
          </p>
        </>
      ) : (
        <>
          <p>
            <a href={reportAddress('/compliance', period)}>{t.all}</a>
          </p>
          <RecipientView line={line} report={report} />
        </>
      )}
      <Notes />
    </>
  );
}

/** Lengths of time as links, whole months as a form that works without script. */
function PeriodPicker({ model }: { model: ComplianceModel }) {
  const { t: texts, lang } = useView();
  const t = texts.compliance;
  const { report, recipient, months } = model;
  const { period } = report;
  const name = new Intl.DateTimeFormat(lang, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <>
      <Tabs
        label={texts.ops.platforms.period}
        tabs={ROLLING_PERIODS.map((one) => ({
          href: reportAddress('/compliance', one, recipient),
          text: texts.ops.platforms.periods[one],
          current: one === period,
        }))}
      />
      <form method="get" action="/compliance" class="month-picker">
        {recipient === undefined ? null : <input type="hidden" name="recipient" value={recipient} />}
        <Select
          name="period"
          label={t.month}
          value={isRolling(period) ? undefined : period}
          choices={months.map((month) => ({ value: month, text: name.format(Date.parse(`${month}-01`)) }))}
        />
        <button type="submit" class="button">
          {t.show}
        </button>
      </form>
    </>
  );
}

function Notes() {
  const t = useText().compliance;
  return (
    <div class="pair">
      <Card title={t.methods}>
        <Lines lines={t.methodLines} />
      </Card>
      <Card title={t.caveats}>
        <Lines lines={t.caveatLines} />
      </Card>
    </div>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((one) => (
        <li>{one}</li>
      ))}
    </ul>
  );
}
