import { Link } from 'react-router';
import type { Market } from '../../api/types.ts';
import { contentNames, marketText } from '../../messages/market/market.ts';
import { paths } from '../../paths.ts';
import { CutCell } from '../../ui/data/cut-cell.tsx';
import table from '../../ui/data/table.module.css';
import { cell, sign } from '../../ui/format/money.ts';
import { Start } from './start.tsx';
import classes from './market.module.css';

/** The same templates in rows. */
export function OfferTable({ market }: { market: Market }) {
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{marketText.name}</th>
            <th scope="col">{marketText.version}</th>
            <th scope="col">{marketText.publisher}</th>
            <th scope="col">{marketText.contains}</th>
            <th scope="col">{marketText.earliest}</th>
            <th scope="col" className={table.num}>
              {marketText.perHour(sign(market.currency))}
            </th>
          </tr>
        </thead>
        <tbody>
          {market.offers.map((one) => (
            <tr key={one.type}>
              <CutCell>
                <Link to={paths.template(one.type)} className={classes.name} title={one.name}>
                  {one.name}
                </Link>
              </CutCell>
              <td className={table.mono}>{one.semver}</td>
              <td>{one.publisher}</td>
              <td className={table.quiet}>
                {one.facts.contents.map((content) => contentNames[content]).join(', ')}
              </td>
              <td>
                <Start at={one.earliest} asOf={market.asOf} />
              </td>
              <td className={table.num}>
                <strong>{cell(one.perHourMicros)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
