import { Button } from '@mantine/core';
import { check } from '@patchbay/engine/constraints';
import { useQuery } from '@tanstack/react-query';
import { IconAlertOctagon, IconSquareDashed } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useOffer, type Offer } from '../../api/catalog.ts';
import { useMe, useWorldNow } from '../../api/session.ts';
import type { Design, Environment } from '../../api/types.ts';
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
import { AnotherSlot, FixedPlace, WherePane } from './where-pane.tsx';
import classes from './book.module.css';

export function BookPage() {
  const { designId = '' } = useParams();
  const environmentId = useSearchParams()[0].get('environment');
  const design = useQuery(trpc.designs.get.queryOptions({ id: designId }));
  const { offer, error: offerError, refetch } = useOffer();
  const environment = useQuery({
    ...trpc.environments.get.queryOptions({ id: environmentId ?? '' }),
    enabled: environmentId !== null,
  });
  const loaded = design.data && offer && (environmentId === null || environment.data);
  const error = design.error ?? offerError ?? environment.error;
  if (error && !loaded)
    return (
      <>
        <Crumbs items={[{ label: designsText.crumb, to: paths.designs() }, { label: bookText.crumb }]} />
        <LoadProblem
          error={error}
          onRetry={() => {
            refetch();
            void design.refetch();
            if (environmentId !== null) void environment.refetch();
          }}
        />
      </>
    );
  if (!loaded) return <LateSkeleton shape="panes" />;
  return (
    <>
      <Crumbs
        items={[
          { label: designsText.crumb, to: paths.designs() },
          { label: design.data.name, to: paths.design(designId) },
          { label: bookText.crumb },
        ]}
      />
      <Book design={design.data} offer={offer} environment={environment.data ?? null} />
    </>
  );
}

interface BookProps {
  design: Design;
  offer: Offer;
  /** The environment that gets another slot; null for a new one. */
  environment: Environment | null;
}

function Book({ design, offer, environment }: BookProps) {
  const { account, world } = useMe();
  const now = useWorldNow();
  const [choice, choose] = useState<SlotChoice>({ mode: 'now', hours: DEFAULT_HOURS, zone: viewerZone() });
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
    siteId,
    environmentId: environment?.id ?? null,
  });
  if (book.data?.outcome === 'booked')
    return <Booked reservation={book.data.reservation} onAgain={() => book.reset()} />;
  return (
    <div className={classes.page}>
      <WhatPane design={design} catalog={offer.catalog} book={offer.book} stopping={stopping}>
        {environment ? (
          <FixedPlace siteName={environment.siteName} real={!environment.simulated} />
        ) : (
          <WherePane siteId={siteId} onChange={setSite} />
        )}
      </WhatPane>
      <div className={classes.centre}>
        {environment && <AnotherSlot environment={environment} />}
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
        onAnywhere={siteId === null ? null : () => setSite(null)}
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
