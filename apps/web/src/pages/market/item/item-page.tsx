import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconBuildingStore } from '@tabler/icons-react';
import { Link, useParams, useSearchParams } from 'react-router';
import { failureOf } from '../../../api/errors.ts';
import { trpc } from '../../../api/client.ts';
import { useOffer, type Offer } from '../../../api/catalog.ts';
import type { MarketItem } from '../../../api/types.ts';
import { Crumbs, StatusBarSlot } from '../../../frame/slots.tsx';
import { LoadProblem } from '../../../frame/route-problem.tsx';
import { itemText } from '../../../messages/market/item.ts';
import { liveText } from '../../../messages/live.ts';
import { marketText } from '../../../messages/market/market.ts';
import { paths } from '../../../paths.ts';
import { Count } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { clockSeconds, viewerZone } from '../../../ui/format/time.ts';
import { region } from '../../../ui/layout/region.ts';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { useChoice, type Choice } from './choice.ts';
import { Contents } from './contents.tsx';
import { Cost } from './cost.tsx';
import { Diagram } from './diagram.tsx';
import { ItemHead } from './item-head.tsx';
import { ItemSide } from './item-side.tsx';
import { Parameters } from './parameters.tsx';
import { UsedBy } from './used-by.tsx';
import { Versions } from './versions.tsx';
import classes from './item.module.css';

/** One template: what is in it, what can be chosen, what it costs, and how to have it. */
export function MarketItemPage() {
  const { type = '' } = useParams();
  const item = useQuery(trpc.market.get.queryOptions({ type }));
  const { offer, error: offerError, refetch } = useOffer();
  const error = item.error ?? offerError;
  if (item.data && offer) return <Item key={item.data.type} item={item.data} offer={offer} />;
  return (
    <>
      <Crumbs items={[{ label: marketText.crumb, to: paths.market() }]} />
      {error && failureOf(error).code === 'NOT_FOUND' ? (
        <EmptyState
          icon={<IconBuildingStore size={32} aria-hidden />}
          title={itemText.missingTitle}
          text={itemText.missingText}
        >
          <Button component={Link} to={paths.market()}>
            {itemText.toMarket}
          </Button>
        </EmptyState>
      ) : error ? (
        <LoadProblem
          error={error}
          onRetry={() => {
            refetch();
            void item.refetch();
          }}
        />
      ) : (
        <LateSkeleton shape="panes" />
      )}
    </>
  );
}

const TABS = ['overview', 'diagram', 'parameters', 'contents', 'versions', 'usedBy', 'cost'] as const;
type Tab = (typeof TABS)[number];

function Item({ item, offer }: { item: MarketItem; offer: Offer }) {
  const [params, setParams] = useSearchParams();
  const tab = TABS.find((one) => one === params.get('tab')) ?? 'overview';
  const choice = useChoice(item, offer);
  const counts: Partial<Record<Tab, number>> = {
    parameters: choice.type.properties.length,
    contents: item.facts.parts,
    versions: item.versions.length,
  };
  return (
    <div className={classes.page}>
      <Crumbs items={[{ label: marketText.crumb, to: paths.market() }, { label: item.name }]} />
      <section {...region} {...scrollable} className={classes.centre} aria-label={item.name}>
        <ItemHead item={item} />
        <Tabs
          keepMounted={false}
          value={tab}
          onChange={(value) => setParams(value && value !== 'overview' ? { tab: value } : {})}
        >
          <Tabs.List>
            {TABS.map((one) => (
              <Tabs.Tab
                key={one}
                value={one}
                rightSection={counts[one] ? <Count>{counts[one]}</Count> : undefined}
              >
                {itemText.tabs[one]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {TABS.map((one) => (
            <Tabs.Panel key={one} value={one} className={classes.panel}>
              <Panel tab={one} item={item} offer={offer} choice={choice} />
            </Tabs.Panel>
          ))}
        </Tabs>
      </section>
      <ItemSide item={item} offer={offer} choice={choice} />
      <StatusBarSlot>
        <span>{liveText.asOf(clockSeconds(item.asOf, viewerZone()))}</span>
      </StatusBarSlot>
    </div>
  );
}

function Panel(props: { tab: Tab; item: MarketItem; offer: Offer; choice: Choice }) {
  const { tab, item, offer, choice } = props;
  switch (tab) {
    case 'overview':
      return (
        <>
          <p className={classes.lead}>{item.text || item.summary}</p>
          <Diagram item={item} choice={choice} height={480} />
          {choice.type.properties.length > 0 && <Parameters item={item} choice={choice} />}
        </>
      );
    case 'diagram':
      return <Diagram item={item} choice={choice} height={640} />;
    case 'parameters':
      return <Parameters item={item} choice={choice} />;
    case 'contents':
      return <Contents choice={choice} />;
    case 'versions':
      return <Versions item={item} choice={choice} />;
    case 'usedBy':
      return <UsedBy item={item} />;
    case 'cost':
      return <Cost item={item} choice={choice} book={offer.book} />;
    default:
      return tab satisfies never;
  }
}
