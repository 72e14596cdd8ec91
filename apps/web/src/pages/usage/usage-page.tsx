import { Button, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconChartBar } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useMe } from '../../api/session.ts';
import type { Usage } from '../../api/types.ts';
import { Crumbs, StatusBarSlot } from '../../frame/slots.tsx';
import { liveText } from '../../messages/live.ts';
import { usageText } from '../../messages/money/usage.ts';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { ErrorPage } from '../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../ui/feedback/late-skeleton.tsx';
import { clockSeconds, monthYear, viewerZone } from '../../ui/format/time.ts';
import { region } from '../../ui/layout/region.ts';
import { DayCharges } from './day-charges.tsx';
import { InvoicePane } from './invoice-pane.tsx';
import { Kpis } from './kpis.tsx';
import { UsageTree, type Picked } from './usage-tree.tsx';
import { Why } from './why.tsx';
import classes from './usage.module.css';

const REFRESH_MS = 15_000;

export function UsagePage() {
  const { account } = useMe();
  const [query, setQuery] = useSearchParams();
  const period = query.get('period') ?? undefined;
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
      {usage.error && !usage.data ? (
        <ErrorPage error={usage.error} onRetry={() => void usage.refetch()} />
      ) : usage.data ? (
        <UsageBody usage={usage.data} environment={query.get('environment')} onPeriod={choose} />
      ) : (
        <LateSkeleton shape="panes" />
      )}
    </>
  );
}

interface UsageBodyProps {
  usage: Usage;
  environment: string | null;
  onPeriod: (period: string) => void;
}

function UsageBody({ usage, environment, onPeriod }: UsageBodyProps) {
  const [picked, pick] = useState<Picked | null>(null);
  const months = [...new Set([usage.period, ...usage.periods])].toSorted().toReversed();
  const row =
    picked === null
      ? undefined
      : usage[picked.of].find(
          (each) => each.reservationId === picked.reservationId && each.component === picked.component,
        );
  const tree = { usage, environment, picked, onPick: pick };
  return (
    <div className={classes.page}>
      <StatusBarSlot>
        <span>{liveText.asOf(clockSeconds(usage.asOf, viewerZone()))}</span>
      </StatusBarSlot>
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
        {usage.soFar.length > 0 && (
          <section {...region} aria-labelledby="so-far">
            <div className={classes.cardHead}>
              <h2 id="so-far">{usageText.soFar}</h2>
              <span className={classes.quiet}>{usageText.soFarLead}</span>
            </div>
            <UsageTree key={environment} of="soFar" {...tree} />
          </section>
        )}
        {usage.rows.length > 0 && (
          <>
            <DayCharges usage={usage} />
            <UsageTree key={environment} of="rows" {...tree} />
          </>
        )}
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
      <aside className={classes.right}>
        <InvoicePane period={usage.period} environment={environment} />
        {usage.rows.length + usage.soFar.length > 0 && <Why row={row} currency={usage.currency} />}
      </aside>
    </div>
  );
}
