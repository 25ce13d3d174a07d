import type { Trouble } from '../../../ledger/views/trouble.ts';
import { useText } from '../../layout/view.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Table } from '../../ui/table.tsx';
import { Ago, Time } from '../../ui/time.tsx';
import type { BadChannel } from './model.ts';

export function BadChannels({ channels }: { channels: readonly BadChannel[] }) {
  const t = useText().ops.overview;
  return (
    <Card title={t.channels} fresh="channels">
      {channels.length === 0 ? (
        <p class="muted">{t.noTrouble}</p>
      ) : (
        <ul class="plain">
          {channels.map((one) => (
            <li>
              <a href={`/platforms/${one.recipient}`}>{one.channel}</a>
              {one.failures === null ? null : <span class="muted">{t.failing(one.failures)}</span>}
              {one.restsUntil === null ? null : (
                <Badge tone="warn">
                  {t.resting} <Time at={one.restsUntil} only="clock" />
                </Badge>
              )}
              {one.drifted ? <Badge tone="warn">{t.drifted}</Badge> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export function LastErrors({ trouble }: { trouble: readonly Trouble[] }) {
  const t = useText().ops.overview;
  const words: Readonly<Record<string, string>> = t.whats;
  return (
    <Card title={t.errors} fresh="errors">
      {trouble.length === 0 ? (
        <p class="muted">{t.noErrors}</p>
      ) : (
        <Table
          caption={t.errors}
          rows={trouble}
          columns={[
            {
              title: t.when,
              cell: (one) => (
                <span class="nowrap">
                  <Ago at={one.at} />
                </span>
              ),
            },
            {
              title: t.takedown,
              cell: (one) => (
                <>
                  <a class="mono" href={`/search/${one.takedownId}`}>
                    {one.takedownId}
                  </a>
                  <span class="sub">{one.host}</span>
                </>
              ),
            },
            {
              title: t.what,
              cell: (one) => (
                <>
                  {words[one.result ?? one.what] ?? one.result}
                  <span class="sub mono">{one.code}</span>
                </>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}
