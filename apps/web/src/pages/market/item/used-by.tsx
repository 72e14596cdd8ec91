import { Link } from 'react-router';
import type { MarketItem } from '../../../api/types.ts';
import { itemText } from '../../../messages/market/item.ts';
import { paths } from '../../../paths.ts';
import table from '../../../ui/data/table.module.css';
import classes from './item.module.css';

/** How many use it, without a name, and which designs of one's own do. */
export function UsedBy({ item }: { item: MarketItem }) {
  return (
    <>
      {!item.shipped && <p className={classes.lead}>{itemText.usedBy.accounts(item.accounts)}</p>}
      <h2 className={classes.heading}>{itemText.usedBy.yours}</h2>
      {item.designs.length === 0 ? (
        <p className={classes.quiet}>{itemText.usedBy.none}</p>
      ) : (
        <div className={table.frame}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{itemText.usedBy.design}</th>
                <th scope="col">{itemText.usedBy.version}</th>
                <th scope="col" className={table.num}>
                  {itemText.usedBy.count}
                </th>
              </tr>
            </thead>
            <tbody>
              {item.designs.map(({ designId, name, semver, count }, n) => (
                <tr key={n}>
                  <th scope="row">
                    <Link to={paths.design(designId)}>{name}</Link>
                  </th>
                  <td className={table.mono}>{semver}</td>
                  <td className={table.num}>{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
