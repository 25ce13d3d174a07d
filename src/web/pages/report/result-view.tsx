import { useText } from '../../layout/view.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading } from '../../ui/heading.tsx';
import { HandOffs } from './minor-view.tsx';
import { problemText } from './problem-text.ts';
import type { Result } from './result.ts';

/** What became of a report of which not everything was simply taken. */
export function ResultView({ result }: { result: Result }) {
  const t = useText();
  const { report } = t;
  const { accepted, duplicates, minors, rejected, caseId } = result;
  return (
    <>
      <Heading title={report.resultTitle} />
      {accepted === 0 ? null : (
        <Callout tone="ok" role="status">
          {report.accepted(accepted)}
        </Callout>
      )}
      {duplicates.length === 0 ? null : (
        <Callout tone="info" title={report.duplicates(duplicates.length)}>
          <ul>
            {duplicates.map((id) => (
              <li>
                <a class="mono" href={`/takedowns/${id}`}>
                  {id}
                </a>
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {minors === 0 ? null : (
        <>
          <Callout tone="warn" title={report.minors(minors)}>
            {report.minorRule}
          </Callout>
          <HandOffs />
        </>
      )}
      {rejected.length === 0 ? null : (
        <Card title={report.rejected(rejected.length)}>
          <p class="muted">{report.notAllText}</p>
          <ul class="stacked">
            {rejected.map((one) => (
              <li>
                <p class="url">
                  {one.line === undefined ? null : `${report.line(one.line)} · `}
                  {one.url}
                </p>
                {one.problems.map((problem) => (
                  <p class="error">{problemText(problem, t)}</p>
                ))}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <p class="row">
        {caseId === undefined ? null : (
          <a class="button button-main" href={`/cases/${caseId}`}>
            {report.toCase}
          </a>
        )}
        <a class="button" href="/report">
          {report.again}
        </a>
      </p>
    </>
  );
}
