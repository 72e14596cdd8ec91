import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useOffer } from '../../api/catalog.ts';
import { useMayChange, useMe } from '../../api/session.ts';
import { Crumbs } from '../../frame/slots.tsx';
import { designsText } from '../../messages/designs.ts';
import { frameText } from '../../messages/frame.ts';
import { paths } from '../../paths.ts';
import { ErrorPage } from '../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../ui/feedback/late-skeleton.tsx';
import { DesignList } from './design-list.tsx';
import { MoreProducts, StartCards } from './start-cards.tsx';
import classes from './home.module.css';

export function HomePage() {
  const { account } = useMe();
  const canChange = useMayChange();
  return (
    <>
      <Crumbs items={[{ label: account?.name ?? frameText.product }, { label: designsText.crumb }]} />
      <HomeBody canChange={canChange} />
    </>
  );
}

function HomeBody({ canChange }: { canChange: boolean }) {
  const { offer, error: offerError, refetch } = useOffer();
  const designs = useQuery(trpc.designs.list.queryOptions());
  const error = offerError ?? designs.error;
  if (error && !(offer && designs.data))
    return (
      <ErrorPage
        error={error}
        onRetry={() => {
          refetch();
          void designs.refetch();
        }}
      />
    );
  if (!offer || !designs.data) return <LateSkeleton shape="cards" />;
  const rows = designs.data;
  return (
    <div className={classes.page}>
      <header>
        <h1 tabIndex={-1}>{designsText.title}</h1>
        <p>{canChange ? designsText.lead : designsText.viewerOnly}</p>
      </header>
      <StartCards offer={offer} taken={rows} canCreate={canChange} autoFocus={canChange} />
      <section aria-labelledby="your-designs">
        <div className={classes.listHead}>
          <h2 id="your-designs">{designsText.yourDesigns}</h2>
          <span>{rows.length > 0 ? designsText.count(rows.length) : designsText.none}</span>
          <Link to={paths.abstractions()}>{designsText.abstractions(offer.library.abstractions.length)}</Link>
        </div>
        {rows.length > 0 && <DesignList designs={rows} offer={offer} canChange={canChange} />}
      </section>
      <MoreProducts offer={offer} taken={rows} canCreate={canChange} />
    </div>
  );
}
