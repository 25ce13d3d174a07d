import type { ShownCheck } from '../../../ledger/views/show.ts';
import type { Texts } from '../../i18n/texts.ts';
import { useText } from '../../layout/view.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { type NoticeLine, type TakedownModel, verdictText } from './model.ts';

/** What happened, the newest first. */
export function Story({ story }: { story: TakedownModel['story'] }) {
  const t = useText().takedown;
  return (
    <Card title={t.timelineTitle} fresh="story">
      <ol class="story">
        {story.toReversed().map((one) => (
          <li>
            <p>{one.text}</p>
            <p class="muted small">
              <Time at={one.at} />
              {one.by === undefined ? null : ` · ${one.by}`}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}

const TONES: Readonly<Record<NoticeLine['result'], Tone>> = {
  sent: 'ok',
  says_gone: 'ok',
  refused: 'bad',
  retry: 'info',
  failed: 'quiet',
  handover: 'warn',
  unknown: 'warn',
  underway: 'info',
};

/** What was sent to whom, and what came back. */
export function Notices({ notices }: { notices: TakedownModel['notices'] }) {
  const t = useText().takedown;
  return (
    <Card title={t.noticesTitle} fresh="notices">
      {notices.length === 0 ? <p class="muted">{t.noNotices}</p> : null}
      <ul class="stacked">
        {notices.map((one) => (
          <li>
            <p class="row spread">
              <strong>{one.to}</strong>
              <Badge tone={TONES[one.result]}>{t.results[one.result]}</Badge>
            </p>
            <p class="muted small">
              {one.by} · <Time at={one.at} />
            </p>
            {one.hasReference ? <p class="small">{t.hasReference}</p> : null}
            {one.replies.map((reply) => (
              <p class="small">
                {reply.text} · <Time at={reply.at} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What each look found. Several places are looked at together, and told together. */
export function Checks({ checks, places }: Pick<TakedownModel, 'checks' | 'places'>) {
  const t = useText();
  const { takedown } = t;
  const looks = [...new Set(checks.map((one) => one.at))].flatMap((at) => {
    const together = checks.filter((one) => one.at === at);
    const [first] = together;
    return first === undefined ? [] : [{ at, by: first.by, found: foundIn(together, places, t) }];
  });
  return (
    <Card title={takedown.checksTitle} fresh="checks">
      {looks.length === 0 ? (
        <p class="muted">{takedown.noChecks}</p>
      ) : (
        <Table
          caption={takedown.checksTitle}
          rows={looks.toReversed()}
          columns={[
            { title: takedown.when, cell: (one) => <Time at={one.at} /> },
            { title: takedown.found, cell: (one) => one.found },
            {
              title: takedown.who,
              cell: (one) => (one.by === 'person' ? takedown.person : takedown.redress),
            },
          ]}
        />
      )}
    </Card>
  );
}

/** `gone` when all places are; else each place with what was found there. */
function foundIn(checks: readonly ShownCheck[], places: readonly string[], t: Texts): string {
  const verdicts = [...new Set(checks.map((one) => verdictText(one.verdict, t)))];
  const [only] = verdicts;
  if (verdicts.length === 1 && only !== undefined) return only;
  return checks.map((one) => `${places[one.location] ?? ''}: ${verdictText(one.verdict, t)}`).join(', ');
}
