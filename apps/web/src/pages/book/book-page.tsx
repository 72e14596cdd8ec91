import { Button } from '@mantine/core';
import { check } from '@patchbay/engine/constraints';
import { useQuery } from '@tanstack/react-query';
import { IconAlertOctagon, IconSquareDashed } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useOffer, type Offer } from '../../api/catalog.ts';
import { useMe, useWorldNow } from '../../api/session.ts';
import type { Design, EnvironmentRow } from '../../api/types.ts';
import { Crumbs } from '../../frame/slots.tsx';
import { bookText } from '../../messages/book.ts';
import { designsText } from '../../messages/designs.ts';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { LoadProblem } from '../../frame/route-problem.tsx';
import { LateSkeleton } from '../../ui/feedback/late-skeleton.tsx';
import { viewerZone } from '../../ui/format/time.ts';
import { ReservationStrip } from '../schedule/reservation-strip.tsx';
import { Booked } from './booked.tsx';
import { QuotePane } from './quote-pane.tsx';
import { candidatesOf, EnvironmentChoice, NEW } from './environment-choice.tsx';
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
  const { offer, error: offerError, refetch } = useOffer();
  const error = design.error ?? offerError ?? environments.error;
  if (design.data && offer && environments.data) {
    const asked = query.get('environment');
    const candidates = candidatesOf(environments.data, designId, asked);
    const environmentId = asked === NEW ? null : (asked ?? candidates[0]?.id ?? null);
    return (
      <>
        <Crumbs
          items={[
            { label: designsText.crumb, to: paths.designs() },
            { label: design.data.name, to: paths.design(designId) },
            { label: bookText.crumb },
          ]}
        />
        <Book design={design.data} offer={offer} environmentId={environmentId} candidates={candidates}>
          {candidates.length > 0 && (
            <EnvironmentChoice
              candidates={candidates}
              chosen={environmentId}
              onChange={(environment) => setQuery({ environment }, { replace: true })}
            />
          )}
        </Book>
      </>
    );
  }
  if (!error) return <LateSkeleton shape="panes" />;
  return (
    <>
      <Crumbs items={[{ label: designsText.crumb, to: paths.designs() }, { label: bookText.crumb }]} />
      <LoadProblem
        error={error}
        onRetry={() => {
          refetch();
          void design.refetch();
          void environments.refetch();
        }}
      />
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

function Book({ design, offer, environmentId, candidates, children }: BookProps) {
  const { account, world } = useMe();
  const now = useWorldNow();
  const [choice, choose] = useState<SlotChoice>(() =>
    firstChoice(
      viewerZone(),
      now,
      candidates.find(({ id }) => id === environmentId),
    ),
  );
  const [siteId, setSite] = useState<string | null>(null);
  const findings = useMemo(() => check(design.document, offer.catalog), [design.document, offer.catalog]);
  const stopping = findings.filter((finding) => finding.obstructs);
  const empty = Object.keys(design.document.components).length === 0;
  const bookable = stopping.length === 0 && !empty;
  const reading = readChoice(choice, now);
  const slot = reading.outcome === 'slot' ? reading.slot : null;
  const { quote, book, bookQuote } = useQuote(design, {
    slot: bookable ? slot : null,
    zone: choice.zone,
    siteId: environmentId === null ? siteId : null,
    environmentId,
  });
  if (book.data?.outcome === 'booked')
    return <Booked reservation={book.data.reservation} onAgain={() => book.reset()} />;
  return (
    <div className={classes.page}>
      <WhatPane design={design} catalog={offer.catalog} book={offer.book} stopping={stopping}>
        {environmentId === null ? (
          <WherePane siteId={siteId} onChange={setSite} />
        ) : (
          <FixedPlace environmentId={environmentId} />
        )}
      </WhatPane>
      <div className={classes.centre}>
        {children}
        {bookable ? (
          <SlotPane choice={choice} reading={reading} now={now} onChange={choose} />
        ) : (
          <FixFirst designId={design.id} empty={empty} />
        )}
        <ReservationStrip zone={choice.zone} chosen={bookable ? slot : null} />
      </div>
      <QuotePane
        quote={quote.data}
        stale={quote.isPlaceholderData}
        error={quote.error}
        onRetry={() => void quote.refetch()}
        slot={bookable ? slot : null}
        wrong={bookable && slot === null}
        zone={choice.zone}
        words={{ catalog: offer.catalog, nameOf: (id) => design.document.components[id]?.name }}
        priceBookName={offer.book.name}
        mayBook={account !== null && account.role !== 'viewer'}
        simulated={world.demo}
        booking={{ pending: book.isPending, error: book.error }}
        onBook={bookQuote}
        onUse={(next) => choose(ownSlot(next, choice.zone))}
        onAnywhere={siteId === null || environmentId !== null ? null : () => setSite(null)}
      />
    </div>
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
