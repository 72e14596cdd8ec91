import { Button } from '@mantine/core';
import { check } from '@patchbay/engine/constraints';
import { useQuery } from '@tanstack/react-query';
import { IconAlertOctagon, IconSquareDashed } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useOffer, type Offer } from '../../api/catalog.ts';
import { useMe, useWorldNow } from '../../api/session.ts';
import type { Design } from '../../api/types.ts';
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
import { DEFAULT_HOURS, ownSlot, readChoice, type SlotChoice } from './slot-choice.ts';
import { SlotPane } from './slot-pane.tsx';
import { useQuote } from './use-quote.ts';
import { WhatPane } from './what-pane.tsx';
import classes from './book.module.css';

export function BookPage() {
  const { designId = '' } = useParams();
  const design = useQuery(trpc.designs.get.queryOptions({ id: designId }));
  const { offer, error: offerError, refetch } = useOffer();
  const error = design.error ?? offerError;
  if (error && !(design.data && offer))
    return (
      <>
        <Crumbs items={[{ label: designsText.crumb, to: paths.designs() }, { label: bookText.crumb }]} />
        <LoadProblem
          error={error}
          onRetry={() => {
            refetch();
            void design.refetch();
          }}
        />
      </>
    );
  if (!design.data || !offer) return <LateSkeleton shape="panes" />;
  return (
    <>
      <Crumbs
        items={[
          { label: designsText.crumb, to: paths.designs() },
          { label: design.data.name, to: paths.design(designId) },
          { label: bookText.crumb },
        ]}
      />
      <Book design={design.data} offer={offer} />
    </>
  );
}

function Book({ design, offer }: { design: Design; offer: Offer }) {
  const { account, world } = useMe();
  const now = useWorldNow();
  const [choice, choose] = useState<SlotChoice>({ mode: 'now', hours: DEFAULT_HOURS, zone: viewerZone() });
  const findings = useMemo(() => check(design.document, offer.catalog), [design.document, offer.catalog]);
  const stopping = findings.filter((finding) => finding.obstructs);
  const empty = Object.keys(design.document.components).length === 0;
  const bookable = stopping.length === 0 && !empty;
  const reading = readChoice(choice, now);
  const slot = reading.outcome === 'slot' ? reading.slot : null;
  const { quote, book, bookQuote } = useQuote(design, bookable ? slot : null, choice.zone);
  if (book.data?.outcome === 'booked')
    return <Booked reservation={book.data.reservation} onAgain={() => book.reset()} />;
  return (
    <div className={classes.page}>
      <WhatPane design={design} catalog={offer.catalog} book={offer.book} stopping={stopping} />
      <div className={classes.centre}>
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
        catalog={offer.catalog}
        priceBookName={offer.book.name}
        mayBook={account !== null && account.role !== 'viewer'}
        simulated={world.demo}
        booking={{ pending: book.isPending, error: book.error }}
        onBook={bookQuote}
        onUse={(next) => choose(ownSlot(next, choice.zone))}
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
