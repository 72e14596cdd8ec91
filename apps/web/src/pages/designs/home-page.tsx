import { useQuery } from '@tanstack/react-query';
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
import { DesignList } from './design-list.tsx';
import { MoreProducts, StartCards } from './start-cards.tsx';
import classes from './home.module.css';

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
      <Designs source={designs} offer={offer} canChange={canChange} />
      <MoreProducts {...start} />
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
