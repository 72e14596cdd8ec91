import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useState } from 'react';
import { Link } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useOffered, type Offer } from '../../api/catalog.ts';
import { useReadOnly } from '../../api/may.ts';
import type { Source } from '../../api/source.ts';
import type { DesignRow } from '../../api/types.ts';
import { useMe } from '../../api/session.ts';
import { Crumbs } from '../../frame/slots.tsx';
import { Loaded } from '../../frame/states/loaded.tsx';
import { designsText } from '../../messages/designs.ts';
import { frameText } from '../../messages/frame.ts';
import { paths } from '../../paths.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../ui/feedback/late-skeleton.tsx';
import { focusHeading } from '../../ui/layout/focus-heading.ts';
import { late } from '../../ui/late/late.ts';
import { DesignList } from './design-list.tsx';
import { MoreProducts, StartCards } from './start/start-cards.tsx';
import { dismiss, isDismissed } from './start/dismissed.ts';
import classes from './home.module.css';

/** Only somebody new needs it. */
const FirstSteps = lazy(() =>
  late(async () => ({ default: (await import('./start/first-steps.tsx')).FirstSteps })),
);

export function HomePage() {
  const { account } = useMe();
  const offered = useOffered();
  return (
    <>
      <Crumbs items={[{ label: account?.name ?? frameText.product }, { label: designsText.crumb }]} />
      <Loaded source={offered} shape="cards">
        {(offer) => <Home offer={offer} />}
      </Loaded>
    </>
  );
}

/** What to start from, and what there is; where the list does not come, what to start from does. */
function Home({ offer }: { offer: Offer }) {
  const readOnly = useReadOnly();
  const designs = useQuery(trpc.designs.list.queryOptions());
  const canChange = readOnly === null;
  const start = { offer, taken: designs.data ?? [], canCreate: canChange };
  return (
    <div className={classes.page}>
      <header>
        <h1 tabIndex={-1}>{designsText.title}</h1>
        <p>{readOnly ?? designsText.lead}</p>
      </header>
      <StartCards {...start} autoFocus={canChange} />
      {canChange && <FirstStepsPlace />}
      <Designs source={designs} offer={offer} canChange={canChange} />
      <MoreProducts {...start} />
    </div>
  );
}

/** For each person until they have done all of it, or want it gone from this browser. */
function FirstStepsPlace() {
  const id = useMe().person?.id ?? '';
  const [hidden, hide] = useState(() => isDismissed(id));
  const onDismiss = useCallback(() => {
    dismiss(id);
    hide(true);
    focusHeading();
  }, [id]);
  if (hidden) return null;
  return (
    <div className={classes.steps}>
      <Suspense fallback={<div aria-busy />}>
        <FirstSteps onDismiss={onDismiss} />
      </Suspense>
    </div>
  );
}

interface DesignsProps {
  readonly source: Source<DesignRow[]>;
  readonly offer: Offer;
  readonly canChange: boolean;
}

function Designs({ source: { data: rows, error, refetch }, offer, canChange }: DesignsProps) {
  return (
    <section aria-labelledby="your-designs">
      <div className={classes.listHead}>
        <h2 id="your-designs">{designsText.yourDesigns}</h2>
        {rows && <span>{rows.length > 0 ? designsText.count(rows.length) : designsText.none}</span>}
        <Link to={paths.abstractions()}>{designsText.abstractions(offer.library.abstractions.length)}</Link>
      </div>
      {!rows &&
        (error ? (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <LateSkeleton shape="table" />
        ))}
      {rows && rows.length > 0 && <DesignList designs={rows} offer={offer} canChange={canChange} />}
    </section>
  );
}
