import { lineKey, valueText, type LineChange } from '@patchbay/engine/rating';
import { useOffer } from '../../../api/catalog.ts';
import { pricesText } from '../../../messages/operator/prices.ts';
import table from '../../../ui/data/table.module.css';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { lineName, lineUnit } from './line-names.ts';
import classes from './prices.module.css';

/** What differs between two versions, price by price. */
export function DiffTable({ title, changes }: { title: string; changes: readonly LineChange[] }) {
  const catalog = useOffer().offer?.base ?? null;
  const text = (of: LineChange['of'], value: number | null) =>
    value === null ? pricesText.none : valueText(of, value);
  return (
    <div className={`${table.frame} ${classes.diff}`} role="group" aria-label={title} {...scrollable}>
      <table className={`${table.table} ${table.dense}`}>
        <thead>
          <tr>
            <th scope="col">{pricesText.what}</th>
            <th scope="col">{pricesText.unit}</th>
            <th scope="col" className={table.num}>
              {pricesText.was}
            </th>
            <th scope="col" className={table.num}>
              {pricesText.becomes}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={lineKey(change)}>
              <th scope="row">{lineName(change, catalog)}</th>
              <td>{lineUnit(change, catalog)}</td>
              <td className={table.num}>{text(change.of, change.before)}</td>
              <td className={table.num}>{text(change.of, change.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
