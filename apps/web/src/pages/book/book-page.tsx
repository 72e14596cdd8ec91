import { Button } from '@mantine/core';
import { check } from '@patchbay/engine/constraints';
import type { Overrides } from '@patchbay/engine/design';
import { useQuery } from '@tanstack/react-query';
import { IconAlertOctagon, IconSquareDashed } from '@tabler/icons-react';
import { useMemo, useState, type ComponentProps, type ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useOffered, type Offer } from '../../api/catalog.ts';
import { useNoSpending } from '../../api/may.ts';
import { useMe, useWorldNow } from '../../api/session.ts';
import { allOf } from '../../api/source.ts';
import type { Design, EnvironmentRow } from '../../api/types.ts';
import { Crumbs } from '../../frame/slots.tsx';
import { bookText } from '../../messages/book.ts';
import { designsText } from '../../messages/designs.ts';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Loaded } from '../../frame/states/loaded.tsx';
import { viewerZone } from '../../ui/format/time.ts';
import { ExpiryField, type AtExpiry } from '../environments/time/expiry-choice.tsx';
import { ReservationStrip } from '../schedule/reservation-strip.tsx';
import { Booked } from './booked.tsx';
import { QuotePane } from './quote-pane.tsx';
import { candidatesOf, EnvironmentChoice, NEW } from './environment-choice.tsx';
import { DatesTable } from './series/dates-table.tsx';
import { firstDay, ONCE, ruleOf } from './series/repeat.ts';
import { OutsideTable } from './series/outside-table.tsx';
import { RepeatFields } from './series/repeat-fields.tsx';
import { SeriesPane } from './series/series-pane.tsx';
import { useSeries } from './series/use-series.ts';
import { firstChoice, ownSlot, readChoice, type SlotChoice } from './slot-choice.ts';
import { SlotPane } from './slot-pane.tsx';
import { useQuote } from './use-quote.ts';
import { WhatPane } from './what-pane.tsx';
import { FixedPlace, WherePane } from './where-pane.tsx';
import classes from './book.module.css';

export function BookPage() {
  const { designId = '' } = useParams();
  const [query, setQuery] = useSearchParams();
  const design = useQuery(trpc.designs.get.queryOptions({ id: designId }));
  const environments = useQuery(trpc.environments.list.queryOptions());
  const source = allOf({ design, offer: useOffered(), environments });
  const name = design.data?.name;
  return (
    <>
      <Crumbs
        items={[
          { label: designsText.crumb, to: paths.designs() },
          ...(name === undefined ? [] : [{ label: name, to: paths.design(designId) }]),
          { label: bookText.crumb },
        ]}
      />
      <Loaded source={source} shape="panes" missing={designsText.missing}>
        {(all) => {
          const asked = query.get('environment');
          const candidates = candidatesOf(all.environments, designId, asked);
          const environmentId = asked === NEW ? null : (asked ?? candidates[0]?.id ?? null);
          return (
            <Book design={all.design} offer={all.offer} environmentId={environmentId} candidates={candidates}>
              {candidates.length > 0 && (
                <EnvironmentChoice
                  candidates={candidates}
                  chosen={environmentId}
                  onChange={(environment) => setQuery({ environment }, { replace: true })}
                />
              )}
            </Book>
          );
        }}
      </Loaded>
    </>
  );
}

interface BookProps {
  design: Design;
  offer: Offer;
  /** The environment that gets another slot; null for a new one. */
  environmentId: string | null;
  candidates: readonly EnvironmentRow[];
  /** The choice between these. */
  children: ReactNode;
}

function Book({ children, ...props }: BookProps) {
  const { design, offer, environmentId } = props;
  const asked = useAsked(props);
  const { now, choice, choose, reading, repeat, setRepeat, siteId, setSite } = asked;
  const { bookable, empty, once, rule, single, series } = asked;
  const confirming = useConfirming();
  const words = { catalog: offer.catalog, nameOf: (id: string) => design.document.components[id]?.name };
  const again = () => [single, series].forEach(({ book }) => book.reset());
  const booked = [single.book.data, series.book.data].find((result) => result?.outcome === 'booked');
  if (booked?.outcome === 'booked') return <Booked reservation={booked.reservation} onAgain={again} />;
  return (
    <div className={classes.page}>
      <WhatPane design={design} catalog={offer.catalog} book={offer.book} stopping={asked.stopping}>
        {environmentId === null ? (
          <>
            <WherePane siteId={siteId} onChange={setSite} />
            <ExpiryField value={asked.atExpiry} onChange={asked.setExpiry} />
          </>
        ) : (
          <FixedPlace environmentId={environmentId} />
        )}
      </WhatPane>
      <div className={classes.centre}>
        {children}
        {bookable ? (
          <SlotPane choice={choice} reading={reading} now={now} onChange={choose}>
            <RepeatFields
              repeat={repeat}
              start={firstDay(choice, now)}
              zone={choice.zone}
              onChange={setRepeat}
            />
          </SlotPane>
        ) : (
          <FixFirst designId={design.id} empty={empty} />
        )}
        {series.dates.length > 0 && (
          <>
            <OutsideTable
              document={design.document}
              catalog={offer.catalog}
              overrides={asked.outside}
              quote={series.quote.data}
              onChange={asked.setOutside}
            />
            <DatesTable series={series} currency={offer.book.currency} zone={choice.zone} words={words} />
          </>
        )}
        <ReservationStrip zone={choice.zone} chosen={asked.slot} />
      </div>
      {once ? (
        <SingleQuote
          single={single}
          slot={asked.slot}
          wrong={asked.wrong}
          zone={choice.zone}
          words={words}
          priceBookName={offer.book.name}
          onUse={(next) => choose(ownSlot(next, choice.zone))}
          onAnywhere={siteId === null || environmentId !== null ? null : () => setSite(null)}
        />
      ) : (
        <SeriesPane series={series} rule={rule} words={words} {...confirming} />
      )}
    </div>
  );
}

type Asking = Pick<BookProps, 'design' | 'offer' | 'environmentId' | 'candidates'>;

/** What is asked for: when, how often, where, and what that comes to. */
function useAsked({ design, offer, environmentId, candidates }: Asking) {
  const now = useWorldNow();
  const [choice, choose] = useState<SlotChoice>(() =>
    firstChoice(
      viewerZone(),
      now,
      candidates.find(({ id }) => id === environmentId),
    ),
  );
  const [repeat, setRepeat] = useState(ONCE);
  const [outside, setOutside] = useState<Overrides | null>(null);
  const [atExpiry, setExpiry] = useState<AtExpiry>('suspend');
  const [siteId, setSite] = useState<string | null>(null);
  const { stopping, empty, bookable } = useBookable(design, offer);
  const reading = readChoice(choice, now);
  const slot = reading.outcome === 'slot' ? reading.slot : null;
  const once = repeat.unit === 'once';
  const rule = bookable ? ruleOf(choice, repeat, now) : null;
  const place = { siteId: environmentId === null ? siteId : null, environmentId };
  // Of an environment that is there it was chosen before.
  const expiry = environmentId === null ? atExpiry : undefined;
  const single = useQuote(design, {
    slot: bookable && once ? slot : null,
    zone: choice.zone,
    ...place,
    atExpiry: expiry,
  });
  const series = useSeries(design, { rule, ...place, outside, atExpiry: expiry });
  return {
    now,
    choice,
    choose,
    reading,
    repeat,
    setRepeat,
    outside,
    setOutside,
    atExpiry,
    setExpiry,
    siteId,
    setSite,
    stopping,
    empty,
    bookable,
    once,
    rule,
    single,
    series,
    slot: bookable && once ? slot : null,
    wrong: bookable && slot === null,
  };
}

/** Whether a design can be booked at all, and what stands in the way. */
function useBookable(design: Design, { catalog }: Offer) {
  const stopping = useMemo(
    () => check(design.document, catalog).filter((finding) => finding.obstructs),
    [design.document, catalog],
  );
  const empty = Object.keys(design.document.components).length === 0;
  return { stopping, empty, bookable: stopping.length === 0 && !empty };
}

/** Who may confirm, and whether it costs anything. */
function useConfirming(): { stopped: string | null; simulated: boolean } {
  return { stopped: useNoSpending(), simulated: useMe().world.demo };
}

type SingleQuoteProps = Pick<
  ComponentProps<typeof QuotePane>,
  'slot' | 'wrong' | 'zone' | 'words' | 'priceBookName' | 'onUse' | 'onAnywhere'
> & { single: ReturnType<typeof useQuote> };

function SingleQuote({ single: { quote, book, bookQuote }, ...props }: SingleQuoteProps) {
  return (
    <QuotePane
      quote={quote.data}
      stale={quote.isPlaceholderData}
      error={quote.error}
      onRetry={() => void quote.refetch()}
      booking={{ pending: book.isPending, error: book.error }}
      onBook={bookQuote}
      {...useConfirming()}
      {...props}
    />
  );
}

function FixFirst({ designId, empty }: { designId: string; empty: boolean }) {
  return (
    <EmptyState
      icon={empty ? <IconSquareDashed size={20} /> : <IconAlertOctagon size={20} />}
      title={empty ? bookText.emptyTitle : bookText.fixFirst}
      text={empty ? bookText.emptyText : bookText.fixFirstText}
    >
      <Button component={Link} to={paths.design(designId)} autoFocus>
        {bookText.openDesign}
      </Button>
    </EmptyState>
  );
}
