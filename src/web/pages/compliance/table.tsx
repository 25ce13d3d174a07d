import { JUDGED_AFTER } from '../../../domain/statistics/recipient.ts';
import type { ReportLine } from '../../../flow/compliance.ts';
import { useText } from '../../layout/view.ts';
import { Table } from '../../ui/table.tsx';
import { KindBadge } from '../platforms/parts.tsx';
import { type ComplianceModel, reportAddress } from './model.ts';
import { ToldCount, ToldRemoved, ToldShare, ToldTime } from './told.tsx';

/** All recipients of a period, one a line. */
export function RecipientsTable({ report: { lines, period } }: Pick<ComplianceModel, 'report'>) {
  const texts = useText();
  const t = texts.ops.platforms;
  return (
    <Table<ReportLine>
      caption={texts.compliance.title}
      rows={lines}
      columns={[
        { title: t.rank, cell: (one) => one.rank ?? '–', numeric: true },
        {
          title: t.recipient,
          cell: (one) => <a href={reportAddress('/compliance', period, one.recipient)}>{one.name}</a>,
        },
        { title: t.kind, cell: (one) => <KindBadge kind={one.kind} /> },
        { title: t.notices, cell: (one) => <ToldCount of={one.notices} />, numeric: true },
        { title: t.inTime, cell: (one) => <ToldShare of={one.inTime} />, numeric: true },
        {
          title: texts.compliance.removedBy,
          cell: (one) => <ToldRemoved of={one.removedBy.find(({ after }) => after === JUDGED_AFTER)} />,
          numeric: true,
        },
        {
          title: `${t.removal}: ${t.median}`,
          cell: (one) => <ToldTime of={one.removal} which={({ median }) => median} counted />,
          numeric: true,
        },
        {
          title: t.ninety,
          cell: (one) => <ToldTime of={one.removal} which={({ ninety }) => ninety} />,
          numeric: true,
        },
      ]}
    />
  );
}
