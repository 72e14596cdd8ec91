import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconBuildingStore } from '@tabler/icons-react';
import { Link, useParams, useSearchParams } from 'react-router';
import { codeOf } from '../../../api/errors.ts';
import { trpc } from '../../../api/client.ts';
import { useOffered, type Offer } from '../../../api/catalog.ts';
import { allOf } from '../../../api/source.ts';
import type { MarketItem } from '../../../api/types.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { Loaded } from '../../../frame/states/loaded.tsx';
import { itemText } from '../../../messages/market/item.ts';
import { marketText } from '../../../messages/market/market.ts';
import { paths } from '../../../paths.ts';
import { Count } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
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
  const offer = useOffered();
  const name = item.data?.name;
  return (
    <>
      <Crumbs
        items={[
          { label: marketText.crumb, to: paths.market() },
          ...(name === undefined ? [] : [{ label: name }]),
        ]}
      />
      {item.error && !item.data && codeOf(item.error) === 'NOT_FOUND' ? (
        <NoSuchTemplate />
      ) : (
        <Loaded source={allOf({ item, offer })} shape="usage" asOf={(all) => all.item.asOf}>
          {(all) => <Item key={all.item.type} {...all} />}
        </Loaded>
      )}
    </>
  );
}

function NoSuchTemplate() {
  return (
    <EmptyState
      icon={<IconBuildingStore size={32} aria-hidden />}
      title={itemText.missingTitle}
      text={itemText.missingText}
    >
      <Button component={Link} to={paths.market()}>
        {itemText.toMarket}
      </Button>
    </EmptyState>
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
