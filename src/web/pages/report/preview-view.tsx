import { useText } from '../../layout/view.ts';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { inWords } from '../../ui/time-words.ts';
import type { Given } from './given.ts';
import { GivenFields, MoreFields } from './given-view.tsx';
import type { Preview, PreviewRow } from './preview.ts';
import { problemText } from './problem-text.ts';
import type { Report } from './rows.ts';

/** More than these are counted, and reported all the same. */
const SHOWN = 200;

export interface PreviewModel {
  readonly report: Report;
  readonly given: Given;
  readonly preview: Preview;
  /** Somebody wanted to report and something was missing. */
  readonly tried: boolean;
}

/** Step two: what will happen with each address, what is missing asked once, then one click. */
export function PreviewView({ report, given, preview, tried }: PreviewModel) {
  const t = useText().report;
  const { rows, missing, beyond } = preview;
  const fresh = rows.filter((row) => row.open === undefined && row.problems.length === 0).length;
  return (
    <>
      <Heading title={t.previewTitle} intro={t.previewIntro(rows.length)} />
      {tried ? (
        <Callout tone="bad" role="alert">
          {t.mendFirst}
        </Callout>
      ) : null}
      {beyond.length === 0 ? null : (
        <Callout tone="warn" title={t.beyond}>
          <ul>
            {beyond.map((one) => (
              <li lang="en">{one.message}</li>
            ))}
          </ul>
        </Callout>
      )}
      <ul class="list">
        {rows.slice(0, SHOWN).map((row) => (
          <RowItem row={row} />
        ))}
        {rows.length > SHOWN ? <li class="item muted">{t.moreRows(rows.length - SHOWN)}</li> : null}
      </ul>
      <Form action="/report/send" class="stack" id="send">
        <Card title={missing.size === 0 ? t.askedNone : t.asked}>
          <GivenFields given={given} missing={missing} />
          {fresh === 0 ? null : (
            <button type="submit" class="button button-main">
              {t.send(fresh)}
            </button>
          )}
        </Card>
        <Card>
          <details>
            <summary>{t.more}</summary>
            <MoreFields given={given} missing={missing} />
          </details>
          <details>
            <summary>{t.change}</summary>
            <div class="stack">
              <TextArea name="text" label={t.addresses} rows={8} value={report.text} spellcheck={false} />
              <button type="submit" class="button" formaction="/report" formnovalidate>
                {t.look}
              </button>
            </div>
          </details>
        </Card>
        <input type="hidden" name="age" value={given.age} />
      </Form>
    </>
  );
}

function RowItem({ row }: { row: PreviewRow }) {
  const t = useText();
  const { report } = t;
  return (
    <li class="item">
      <div class="item-main">
        <p class="url">{row.minor ? report.minorRow : row.url}</p>
        <p class="muted">
          {row.line === undefined ? null : `${report.line(row.line)} · `}
          {row.platform === undefined
            ? null
            : (row.platform.sure ? report.known : report.likely)(row.platform.name)}
          {row.platform === undefined && row.problems.length === 0 && !row.minor ? report.unknown : null}
          {row.times > 1 ? ` · ${report.twice(row.times)}` : null}
        </p>
        {row.problems.map((problem) => (
          <p class="error">{problemText(problem, t)}</p>
        ))}
      </div>
      <div class="item-side">
        {row.open === undefined ? null : (
          <a href={`/takedowns/${row.open}`}>
            <Badge tone="info">{report.alreadyOpen}</Badge>
          </a>
        )}
        {row.way === undefined ? null : (
          <span class="small">{(row.way.byItself ? report.byItself : report.byHand)(row.way.title)}</span>
        )}
        {row.deadline === undefined ? null : (
          <span class="small muted">
            {report.within(inWords(row.deadline.within, t.time), row.deadline.law)}
          </span>
        )}
      </div>
    </li>
  );
}
