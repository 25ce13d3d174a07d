import { NOTICE_ENDS } from '../../../domain/statistics/notices.ts';
import type { ReportLine } from '../../../flow/compliance.ts';
import { Bars } from '../../charts/bars.tsx';
import { Survival } from '../../charts/survival.tsx';
import { useView } from '../../layout/view.ts';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { count, percent } from '../../ui/number.ts';
import { Table } from '../../ui/table.tsx';
import { inWords } from '../../ui/time-words.ts';
import { KindBadge } from '../platforms/parts.tsx';
import type { ComplianceModel } from './model.ts';
import { ToldCount, ToldRemoved, ToldShare, ToldTime } from './told.tsx';

/** One recipient in a period: its numbers, the curve of what was still there, and how the notices ended. */
export function RecipientView({ line, report }: { line: ReportLine } & Pick<ComplianceModel, 'report'>) {
  const { t: texts } = useView();
  const { platforms: t } = texts.ops;
  const { receipt, removal } = line;
  return (
    <>
      <div class="pair">
        <Card title={t.figures}>
          <Facts
            facts={[
              [t.notices, <ToldCount of={line.notices} />],
              [t.kind, <KindBadge kind={line.kind} />],
              [t.rank, line.rank === null ? undefined : String(line.rank)],
              [t.inTime, <ToldShare of={line.inTime} />],
              [t.answered, <ToldShare of={line.answered} />],
              [t.pushedBack, <ToldShare of={line.pushedBack} />],
              [t.returned, <ToldShare of={line.returned} />],
            ]}
          />
        </Card>
        <Card title={t.removal}>
          <Facts
            facts={[
              [`${t.receipt}: ${t.median}`, <ToldTime of={receipt} which={({ median }) => median} counted />],
              [`${t.receipt}: ${t.ninety}`, <ToldTime of={receipt} which={({ ninety }) => ninety} />],
              [`${t.removal}: ${t.median}`, <ToldTime of={removal} which={({ median }) => median} counted />],
              [`${t.removal}: ${t.ninety}`, <ToldTime of={removal} which={({ ninety }) => ninety} />],
            ]}
          />
        </Card>
      </div>
      <StillThere report={report} line={line} />
      <div class="pair">
        <RemovedCard line={line} />
        <EndsCard line={line} />
      </div>
    </>
  );
}

function StillThere({ line, report: { curve } }: { line: ReportLine } & Pick<ComplianceModel, 'report'>) {
  const { t: texts, lang } = useView();
  const t = texts.compliance;
  if (curve.length === 0 || line.removal === null) return null;
  return (
    <Card>
      <Survival
        texts={{
          id: 'still-there',
          title: texts.ops.platforms.curve,
          summary: t.curveSummary(count(line.removal.n, lang)),
          asTable: t.asTable,
          time: t.time,
          share: t.stillThere,
          band: t.band,
        }}
        points={curve}
        lengthText={(length) => inWords(length, texts.time)}
        shareText={(share) => percent(share, lang)}
      />
    </Card>
  );
}

function RemovedCard({ line }: { line: ReportLine }) {
  const { t: texts } = useView();
  const t = texts.ops.platforms;
  return (
    <Card title={t.removedBy}>
      <Table
        caption={t.removedBy}
        rows={line.removedBy}
        columns={[
          { title: t.after, cell: (one) => inWords(one.after, texts.time) },
          { title: t.share, cell: (one) => <ToldRemoved of={one} /> },
          {
            title: t.judged,
            numeric: true,
            cell: (one) => <ToldCount of={one.judged} />,
          },
        ]}
      />
    </Card>
  );
}

function EndsCard({ line }: { line: ReportLine }) {
  const { t: texts, lang } = useView();
  const t = texts.ops.platforms;
  const refusal: Readonly<Record<string, string>> = texts.words.refusal;
  const ends = [...NOTICE_ENDS, 'open' as const];
  const told = ends.flatMap((end) => {
    const value = line.ends[end];
    return value === null || value === 0 ? [] : [{ name: t.endNames[end], value }];
  });
  const reasons = Object.entries(line.reasons);
  return (
    <Card title={t.ends}>
      {told.length === 0 ? null : (
        <Bars
          texts={{
            id: 'ends',
            title: t.ends,
            summary: texts.compliance.endsSummary,
            asTable: texts.compliance.asTable,
            name: t.ends,
            value: t.notices,
          }}
          bars={told}
          numberText={(value) => count(value, lang)}
        />
      )}
      <p class="muted small">{texts.compliance.heldNote}</p>
      {reasons.length === 0 ? null : (
        <Table
          caption={t.reasons}
          rows={reasons}
          columns={[
            { title: t.reasons, cell: ([reason]) => refusal[reason] ?? reason },
            { title: t.notices, numeric: true, cell: ([, value]) => <ToldCount of={value} /> },
          ]}
        />
      )}
    </Card>
  );
}
