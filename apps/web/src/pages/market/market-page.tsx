import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconBuildingStore } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useOffered, type Offer } from '../../api/catalog.ts';
import { useOwnersOnly } from '../../api/may.ts';
import { useMe } from '../../api/session.ts';
import { allOf } from '../../api/source.ts';
import type { Market } from '../../api/types.ts';
import { usePageCommands } from '../../commands/page-commands.ts';
import { Crumbs } from '../../frame/slots.tsx';
import { marketText } from '../../messages/market/market.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Loaded } from '../../frame/states/loaded.tsx';
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
  const offered = useOffered();
  const ownersOnly = useOwnersOnly();
  const change = (part: Partial<Asked>) =>
    // What is typed is no step to go back to for every letter.
    setParams(writeAsked({ ...asked, page: 0, ...part }), {
      replace: 'text' in part || 'maxPerHourMicros' in part,
    });
  const market = found.data;
  const clear = () => setParams(new URLSearchParams());
  usePageCommands({
    title: marketText.crumb,
    list: () => [
      { id: 'market publish', label: marketText.publish, reason: ownersOnly, run: () => setPublishing(true) },
      { id: 'market clear', label: marketText.clear, run: clear },
      ...(['cards', 'table'] as const).map((one) => ({
        id: `market ${one}`,
        label: marketText.showAs(marketText[one]),
        reason: view === one ? marketText.isShown : null,
        run: () => change({ view: one, page: asked.page }),
      })),
    ],
  });
  return (
    <div className={classes.page}>
      <Crumbs items={[{ label: account?.name ?? '' }, { label: marketText.crumb }]} />
      <Filters asked={asked} market={market ?? null} onChange={change} />
      <section {...region} {...scrollable} className={classes.results} aria-label={marketText.results}>
        <MarketHead
          asked={asked}
          total={market?.total ?? null}
          onChange={change}
          notPublish={ownersOnly}
          onPublish={() => setPublishing(true)}
        />
        <Loaded
          source={allOf({ market: found, offer: offered })}
          shape="market"
          asOf={(all) => all.market.asOf}
        >
          {(all) => <Results {...all} view={view} onClear={clear} />}
        </Loaded>
        {market && <Pages total={market.total} page={asked.page} onChange={(page) => change({ page })} />}
      </section>
      {publishing && <PublishDialog onClose={() => setPublishing(false)} />}
    </div>
  );
}

interface ResultsProps {
  readonly market: Market;
  readonly offer: Offer;
  readonly view: Asked['view'];
  readonly onClear: () => void;
}

function Results({ market, offer, view, onClear }: ResultsProps) {
  if (market.total === 0)
    return (
      <EmptyState
        level={2}
        icon={<IconBuildingStore size={32} aria-hidden />}
        title={marketText.emptyTitle}
        text={marketText.emptyText}
      >
        <Button onClick={onClear}>{marketText.clear}</Button>
      </EmptyState>
    );
  return view === 'cards' ? <OfferCards market={market} offer={offer} /> : <OfferTable market={market} />;
}
