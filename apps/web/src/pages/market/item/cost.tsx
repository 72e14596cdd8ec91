import type { PriceBook } from '@patchbay/engine/rating';
import type { MarketItem } from '../../../api/types.ts';
import { itemText } from '../../../messages/market/item.ts';
import table from '../../../ui/data/table.module.css';
import { addedUp, sign } from '../../../ui/format/money.ts';
import { costRows, type Choice, type CostRow } from './choice.ts';
import classes from './item.module.css';

/** What each part costs an hour; rows add up to the price. */
export function Cost({ item, choice, book }: { item: MarketItem; choice: Choice; book: PriceBook }) {
  const rows = costRows(choice, book);
  const asked = item.askedPerHourMicros;
  const { rows: amounts, total } = addedUp([...rows.map((one) => one.perHourMicros), asked]);
  const all = choice.perHourMicros;
  return (
    <>
      <p className={classes.quiet}>{itemText.cost.base}</p>
      {item.own && asked > 0 && <p className={classes.quiet}>{itemText.cost.ownFree}</p>}
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{itemText.cost.part}</th>
              <th scope="col" className={table.num}>
                {itemText.cost.share}
              </th>
              <th scope="col" className={table.num}>{`${sign(item.currency)} ${itemText.cost.perHour}`}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, perHourMicros }, n) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td className={table.num}>{percent(perHourMicros, all)}</td>
                <td className={table.num}>{amounts[n]}</td>
              </tr>
            ))}
            {asked > 0 && (
              <tr>
                <th scope="row">{itemText.cost.publisher}</th>
                <td className={table.num}>{percent(asked, all)}</td>
                <td className={table.num}>{amounts.at(-1)}</td>
              </tr>
            )}
            <tr className={table.total}>
              <th scope="row" colSpan={2}>
                {itemText.cost.total}
              </th>
              <td className={table.num}>{total}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </>
  );
}

const percent = (part: number, all: number) => (all === 0 ? '' : `${Math.round((100 * part) / all)} %`);

/** The dearest parts in one bar, and what is asked on top; a legend says what is what. */
export function CostBar(props: { rows: readonly CostRow[]; asked: number; currency: string }) {
  const priced = props.rows.filter(({ perHourMicros }) => perHourMicros > 0);
  const shares = [
    ...priced.map(({ id, name, family, perHourMicros }) => ({
      id,
      name,
      family: family as string,
      perHourMicros,
    })),
    ...(props.asked > 0
      ? [{ id: 'asked', name: itemText.cost.publisher, family: 'asked', perHourMicros: props.asked }]
      : []),
  ];
  const { rows: amounts } = addedUp(shares.map(({ perHourMicros }) => perHourMicros));
  return (
    <>
      <div className={classes.costBar} aria-hidden>
        {shares.map(({ id, family, perHourMicros }) => (
          <i key={id} data-family={family} style={{ flexGrow: perHourMicros }} />
        ))}
      </div>
      <ul className={classes.costs}>
        {shares.map(({ id, name, family }, n) => (
          <li key={id}>
            <i data-family={family} aria-hidden />
            <span title={name}>{name}</span>
            <strong>{`${amounts[n]} ${sign(props.currency)}/h`}</strong>
          </li>
        ))}
      </ul>
    </>
  );
}
