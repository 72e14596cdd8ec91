import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconBuildingStore } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useOffer } from '../../api/catalog.ts';
import { useMe } from '../../api/session.ts';
import { Crumbs, StatusBarSlot } from '../../frame/slots.tsx';
import { marketText } from '../../messages/market/market.ts';
import { liveText } from '../../messages/live.ts';
import { ErrorPage } from '../../ui/feedback/error-notice.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { LateSkeleton } from '../../ui/feedback/late-skeleton.tsx';
import { clockSeconds, viewerZone } from '../../ui/format/time.ts';
import { region } from '../../ui/layout/region.ts';
import { scrollable } from '../../ui/layout/scrollable.ts';
import { Filters } from './filters.tsx';
import { MarketHead } from './market-head.tsx';
import { OfferCards } from './offer-cards.tsx';
import { OfferTable } from './offer-table.tsx';
import { Pages } from './pages.tsx';
import { PublishDialog } from './publish/publish-dialog.tsx';
import { readAsked, writeAsked, type Asked } from './query.ts';
import classes from './market.module.css';

/** What can be had ready: searched, sorted, and taken. Everything that is asked is in the address. */
export function MarketPage() {
  const { account } = useMe();
  const [params, setParams] = useSearchParams();
  const asked = readAsked(params);
  const [publishing, setPublishing] = useState(false);
  const { view, ...query } = asked;
  const found = useQuery({ ...trpc.market.search.queryOptions(query), placeholderData: keepPreviousData });
  const { offer, error: offerError, refetch } = useOffer();
  const change = (part: Partial<Asked>) =>
    // What is typed is no step to go back to for every letter.
    setParams(writeAsked({ ...asked, page: 0, ...part }), {
      replace: 'text' in part || 'maxPerHourMicros' in part,
    });
  const error = found.error ?? offerError;
  const market = found.data;
  if (error && !(market && offer))
    return (
      <>
        <Crumbs items={[{ label: account?.name ?? '' }, { label: marketText.crumb }]} />
        <ErrorPage
          error={error}
          onRetry={() => {
            refetch();
            void found.refetch();
          }}
        />
      </>
    );
  return (
    <div className={classes.page}>
      <Crumbs items={[{ label: account?.name ?? '' }, { label: marketText.crumb }]} />
      <Filters asked={asked} market={market ?? null} onChange={change} />
      <section {...region} {...scrollable} className={classes.results} aria-label={marketText.results}>
        <MarketHead
          asked={asked}
          total={market?.total ?? null}
          onChange={change}
          onPublish={account?.role === 'owner' ? () => setPublishing(true) : null}
        />
        {!market || !offer ? (
          <LateSkeleton shape="cards" />
        ) : market.total === 0 ? (
          <EmptyState
            level={2}
            icon={<IconBuildingStore size={32} aria-hidden />}
            title={marketText.emptyTitle}
            text={marketText.emptyText}
          >
            <Button onClick={() => setParams(new URLSearchParams())}>{marketText.clear}</Button>
          </EmptyState>
        ) : view === 'cards' ? (
          <OfferCards market={market} offer={offer} />
        ) : (
          <OfferTable market={market} />
        )}
        {market && <Pages total={market.total} page={asked.page} onChange={(page) => change({ page })} />}
      </section>
      <StatusBarSlot>
        {market && <span>{liveText.asOf(clockSeconds(market.asOf, viewerZone()))}</span>}
      </StatusBarSlot>
      {publishing && <PublishDialog onClose={() => setPublishing(false)} />}
    </div>
  );
}
