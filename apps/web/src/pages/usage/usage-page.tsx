import { Button, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconChartBar } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useMe } from '../../api/session.ts';
import type { Usage, UsageRow } from '../../api/types.ts';
import { usePageCommands } from '../../commands/page-commands.ts';
import { Crumbs } from '../../frame/slots.tsx';
import { Loaded } from '../../frame/states/loaded.tsx';
import { usageText } from '../../messages/money/usage.ts';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { isMonth, monthYear } from '../../ui/format/time.ts';
import { region } from '../../ui/layout/region.ts';
import { BudgetCard } from './budget/budget-card.tsx';
import { DayCharges } from './charts/day-charges.tsx';
import { InvoicePane } from './invoice/invoice-pane.tsx';
import { useInvoiceOf } from './invoice/use-invoice.ts';
import { Why } from './invoice/why.tsx';
import { Kpis } from './kpis.tsx';
import { UsageTree, type Picked } from './usage-tree.tsx';
import classes from './usage.module.css';

const REFRESH_MS = 15_000;

export function UsagePage() {
  const { account } = useMe();
  const [query, setQuery] = useSearchParams();
  const asked = query.get('period') ?? '';
  const period = isMonth(asked) ? asked : undefined;
  const usage = useQuery({
    ...trpc.usage.month.queryOptions(period ? { period } : {}),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
  const choose = (next: string) => {
    query.set('period', next);
    setQuery(query, { replace: true });
  };
  return (
    <>
      <Crumbs items={[{ label: account?.name ?? '' }, { label: usageText.crumb }]} />
      <Loaded source={usage} shape="usage" everyMs={REFRESH_MS} asOf={({ asOf }) => asOf}>
        {(month) => <UsageBody usage={month} environment={query.get('environment')} onPeriod={choose} />}
      </Loaded>
    </>
  );
}

interface UsageBodyProps {
  usage: Usage;
  environment: string | null;
  onPeriod: (period: string) => void;
}

function UsageBody({ usage, environment, onPeriod }: UsageBodyProps) {
  const [picked, pick] = usePicked();
  const months = [...new Set([usage.period, ...usage.periods])].toSorted().toReversed();
  usePageCommands({
    title: usageText.title,
    list: () =>
      months.map((month) => ({
        id: `usage ${month}`,
        label: usageText.showMonth(monthYear(month)),
        reason: month === usage.period ? usageText.monthShown : null,
        run: () => onPeriod(month),
      })),
  });
  const row =
    picked === null
      ? undefined
      : usage[picked.of].find(
          (each) => each.reservationId === picked.reservationId && each.component === picked.component,
        );
  const tree = { usage, environment, picked, onPick: pick };
  return (
    <div className={classes.page}>
      <div className={classes.main}>
        <div className={classes.title}>
          <h1>{usageText.title}</h1>
          <span className={classes.quiet}>{usageText.channel(usage.channelName)}</span>
          <Select
            aria-label={usageText.period}
            size="xs"
            className={classes.period}
            allowDeselect={false}
            data={months.map((value) => ({ value, label: monthYear(value) }))}
            value={usage.period}
            onChange={(value) => value && onPeriod(value)}
          />
        </div>
        <Kpis usage={usage} />
        <div className={classes.top} data-over={usage.forecast === null || undefined}>
          <DayCharges usage={usage} />
          {usage.forecast && <BudgetCard forecast={usage.forecast} />}
        </div>
        {usage.soFar.length > 0 && (
          <section {...region} aria-labelledby="so-far">
            <div className={classes.cardHead}>
              <h2 id="so-far">{usageText.soFar}</h2>
              <span className={classes.quiet}>{usageText.soFarLead}</span>
            </div>
            <UsageTree key={environment} of="soFar" {...tree} />
          </section>
        )}
        {usage.rows.length > 0 && <UsageTree key={environment} of="rows" {...tree} />}
        {usage.rows.length + usage.soFar.length === 0 && (
          <EmptyState
            level={2}
            icon={<IconChartBar size={20} />}
            title={usageText.emptyTitle(monthYear(usage.period))}
            text={usageText.emptyText}
          >
            <Button component={Link} to={paths.designs()} variant="default">
              {usageText.toDesigns}
            </Button>
          </EmptyState>
        )}
      </div>
      <Right usage={usage} environment={environment} picked={picked} row={row} />
    </div>
  );
}

/** Which component is asked about is in the address, so that it can be sent and found again. */
function usePicked(): readonly [Picked | null, (picked: Picked) => void] {
  const [query, setQuery] = useSearchParams();
  const [asked, reservationId, component] = (query.get('why') ?? '').split(' ');
  const of: Picked['of'] | null = asked === 'rows' || asked === 'soFar' ? asked : null;
  const picked = of && reservationId && component ? { of, reservationId, component } : null;
  const pick = (next: Picked) => {
    query.set('why', `${next.of} ${next.reservationId} ${next.component}`);
    setQuery(query, { replace: true });
  };
  return [picked, pick];
}

interface RightProps extends Pick<UsageBodyProps, 'usage' | 'environment'> {
  picked: Picked | null;
  row: UsageRow | undefined;
}

/** The invoice of the month, and why the picked component costs what it costs. */
function Right({ usage, environment, picked, row }: RightProps) {
  const found = useInvoiceOf(usage.period);
  const lines = (found.invoice?.lines ?? []).filter(
    (line) =>
      picked?.of === 'rows' &&
      line.reservationId === picked.reservationId &&
      line.component === picked.component,
  );
  return (
    <aside className={classes.right}>
      <InvoicePane found={found} environment={environment} />
      {usage.rows.length + usage.soFar.length > 0 && (
        <Why row={row} lines={lines} currency={usage.currency} />
      )}
    </aside>
  );
}
