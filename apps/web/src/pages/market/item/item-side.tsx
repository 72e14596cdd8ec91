import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { Offer } from '../../../api/catalog.ts';
import { trpc } from '../../../api/client.ts';
import { useIntentKey } from '../../../api/key.ts';
import { useNoSpending, useReadOnly } from '../../../api/may.ts';
import type { MarketItem } from '../../../api/types.ts';
import { itemText } from '../../../messages/market/item.ts';
import { priceText } from '../../../messages/money/prices.ts';
import { paths } from '../../../paths.ts';
import { Fact, Facts } from '../../../ui/data/facts.tsx';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { ReasonedButton } from '../../../ui/form/reasoned-button.tsx';
import { money, perHour, unitPrice } from '../../../ui/format/money.ts';
import { duration } from '../../../ui/format/time.ts';
import { region } from '../../../ui/layout/region.ts';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { Start } from '../start.tsx';
import { costRows, type Choice } from './choice.ts';
import { CostBar } from './cost.tsx';
import classes from './item.module.css';

interface ItemSideProps {
  readonly item: MarketItem;
  readonly offer: Offer;
  readonly choice: Choice;
}

/** What it costs and when it can start, and the two ways to have it: to be drawn on, or booked as it is. */
export function ItemSide({ item, offer, choice }: ItemSideProps) {
  const chosen = Object.keys(choice.properties).length > 0;
  const { hours, estimate } = item.example;
  const cheaper = bandsByRate(item.rates);
  return (
    <aside {...region} {...scrollable} className={classes.side} aria-label={itemText.side}>
      <div className={classes.price}>
        <strong>{perHour(choice.perHourMicros, item.currency)}</strong>
        <span>{chosen ? itemText.perHourChosen : itemText.perHourDefaults}</span>
        {!chosen &&
          [...cheaper].map(([perHourMicros, bands]) => (
            <span key={perHourMicros}>{itemText.bands(perHour(perHourMicros, item.currency), bands)}</span>
          ))}
      </div>
      <Facts apart>
        <Fact label={itemText.earliest}>
          <Start at={item.earliest} asOf={item.asOf} />
        </Fact>
        <Fact label={itemText.ready}>{itemText.readyAfter(duration(item.readySeconds * 1000))}</Fact>
        <Fact label={priceText.month}>{money(choice.monthMicros, item.currency)}</Fact>
        {!chosen && (
          <>
            <Fact label={itemText.example(hours)}>{money(estimate.expectedMicros, item.currency)}</Fact>
            <Fact label={itemText.exampleMost(hours)}>{money(estimate.maximumMicros, item.currency)}</Fact>
          </>
        )}
      </Facts>
      <Take item={item} choice={choice} />
      <section>
        <h2>{itemText.cost.title}</h2>
        <CostBar
          rows={costRows(choice, offer.book)}
          asked={item.askedPerHourMicros}
          currency={item.currency}
        />
      </section>
      <section>
        <h2>{itemText.terms}</h2>
        <Facts apart>
          <Fact label={itemText.asked}>
            {item.askedPerHourMicros === 0
              ? itemText.askedNothing
              : itemText.inPrice(unitPrice(item.askedPerHourMicros, item.currency))}
          </Fact>
          <Fact label={itemText.copies}>{item.forkable ? itemText.mayFork : itemText.mayNotFork}</Fact>
        </Facts>
      </section>
    </aside>
  );
}

/** Bands at one rate are one. */
function bandsByRate(rates: MarketItem['rates']): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  for (const { band, perHourMicros } of rates)
    if (band !== null) found.set(perHourMicros, [...(found.get(perHourMicros) ?? []), band]);
  return found;
}

function Take({ item, choice }: { item: MarketItem; choice: Choice }) {
  const stopped = useNoSpending();
  const readOnly = useReadOnly();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const wish = JSON.stringify(choice.properties);
  const keys = {
    draw: useIntentKey(`draw ${item.type} ${wish}`),
    book: useIntentKey(`book ${item.type} ${wish}`),
  };
  const take = useMutation(trpc.market.take.mutationOptions());
  const go = (to: 'draw' | 'book') =>
    take.mutate(
      { key: keys[to], type: item.type, properties: choice.properties },
      {
        onSuccess: ({ designId }) => {
          void queries.invalidateQueries({ queryKey: trpc.designs.list.queryKey() });
          void navigate(to === 'draw' ? paths.design(designId) : paths.book(designId));
        },
      },
    );
  const pending = take.isPending ? take.variables.key : null;
  return (
    <>
      <div className={classes.take}>
        <ReasonedButton reason={stopped} loading={pending === keys.book} onClick={() => go('book')}>
          {itemText.book}
        </ReasonedButton>
        <ReasonedButton
          variant="default"
          reason={readOnly}
          loading={pending === keys.draw}
          onClick={() => go('draw')}
        >
          {itemText.use}
        </ReasonedButton>
      </div>
      {readOnly && <p className={classes.quiet}>{readOnly}</p>}
      {take.error && <ErrorNotice error={take.error} />}
    </>
  );
}
