import { useText } from '../../layout/view.ts';
import { Empty } from '../../ui/empty.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Ago } from '../../ui/time.tsx';
import type { CaseLine } from './model.ts';
import { TallyView } from './tally.tsx';

export interface CasesModel {
  readonly cases: readonly CaseLine[];
  /** Those of others that were shared with this helpline, rather than its own. */
  readonly shared: boolean;
  readonly next: string | null;
  readonly cursor: string | undefined;
}

export function CasesView({ cases, shared, next, cursor }: CasesModel) {
  const t = useText();
  return (
    <>
      <Heading title={t.cases.title} intro={t.cases.intro} />
      <Tabs
        label={t.cases.title}
        tabs={[
          { href: '/cases', text: t.cases.own, current: !shared },
          { href: '/cases?shared=yes', text: t.cases.shared, current: shared },
        ]}
      />
      <div data-fresh="cases">
        {cases.length === 0 ? (
          <Empty text={shared ? t.cases.emptyShared : t.cases.empty}>
            {shared ? null : (
              <a class="button button-main" href="/report">
                {t.cases.begin}
              </a>
            )}
          </Empty>
        ) : (
          <ul class="list">
            {cases.map((one) => (
              <CaseItem one={one} />
            ))}
          </ul>
        )}
      </div>
      <Pager path="/cases" query={{ shared: shared ? 'yes' : undefined }} next={next} cursor={cursor} />
    </>
  );
}

function CaseItem({ one }: { one: CaseLine }) {
  const t = useText();
  return (
    <li class="item">
      <div class="item-main">
        <a class="item-title" href={`/cases/${one.id}`}>
          {one.erased ? t.cases.erased : one.reference || t.cases.unnamed}
        </a>
        <p class="muted">
          {t.cases.opened} <Ago at={one.openedAt} />
        </p>
      </div>
      <TallyView tally={one.tally} />
    </li>
  );
}
