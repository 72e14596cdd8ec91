import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Offer } from '../../api/catalog.ts';
import type { Market, MarketOffer } from '../../api/types.ts';
import { DesignThumbnail } from '../../canvas/picture.ts';
import { marketText } from '../../messages/market/market.ts';
import { paths } from '../../paths.ts';
import { Tag } from '../../ui/data/tag.tsx';
import { perHour } from '../../ui/format/money.ts';
import { contentOf, drawn } from './drawn.ts';
import { Start } from './start.tsx';
import classes from './market.module.css';

/** Templates as pictures of what is in them, with price and earliest start. */
export function OfferCards({ market, offer }: { market: Market; offer: Offer }) {
  return (
    <ul className={classes.cards}>
      {market.offers.map((one) => (
        <li key={one.type}>
          <Card one={one} market={market} offer={offer} />
        </li>
      ))}
    </ul>
  );
}

function Card({ one, market, offer }: { one: MarketOffer; market: Market; offer: Offer }) {
  const picture = useMemo(() => {
    const content = contentOf(one.type, market, offer.catalog);
    return content && drawn(content, market.contents, offer.catalog);
  }, [one.type, market, offer.catalog]);
  return (
    <Link to={paths.template(one.type)} className={classes.card}>
      <div className={classes.picture} aria-hidden>
        {picture && <DesignThumbnail document={picture.document} catalog={picture.catalog} />}
      </div>
      <div className={classes.text}>
        <div>
          <strong title={one.name}>{one.name}</strong>
          {one.semver && <code>{one.semver}</code>}
        </div>
        <div>
          <span>{one.publisher}</span>
          {one.own && <Tag>{marketText.own}</Tag>}
          <span title={one.facts.systemNames.join(', ')}>
            {marketText.parts(one.facts.parts, one.facts.systemNames)}
          </span>
        </div>
        <dl>
          <div>
            <dt>{marketText.from}</dt>
            <dd>{perHour(one.perHourMicros, market.currency)}</dd>
          </div>
          <div>
            <dt>{marketText.earliest}</dt>
            <dd>
              <Start at={one.earliest} asOf={market.asOf} />
            </dd>
          </div>
        </dl>
      </div>
    </Link>
  );
}
