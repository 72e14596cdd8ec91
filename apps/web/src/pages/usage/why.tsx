import { METER_NAMES } from '@patchbay/engine/metering';
import { Link } from 'react-router';
import type { UsageRow } from '../../api/types.ts';
import { meterNames, usageText } from '../../messages/money/usage.ts';
import { paths } from '../../paths.ts';
import { meterQuantity } from '../../ui/format/meter.ts';
import { decimal, LINE, NOTHING, sign, UNIT_PRICE } from '../../ui/format/money.ts';
import table from '../../ui/data/table.module.css';
import { region } from '../../ui/layout/region.ts';
import classes from './usage.module.css';

interface WhyProps {
  row: UsageRow | undefined;
  currency: string;
}

/** How the amount of one component came about: quantity x price, meter by meter. */
export function Why({ row, currency }: WhyProps) {
  if (!row) return <p className={classes.pick}>{usageText.pick}</p>;
  const meters = row.meters.toSorted((a, b) => METER_NAMES.indexOf(a.meter) - METER_NAMES.indexOf(b.meter));
  return (
    <section {...region} className={classes.why} aria-label={usageText.why(row.componentName)}>
      <div className={classes.whyHead}>
        <h2>{row.componentName}</h2>
        <Link
          to={paths.design(row.designId, { select: row.component })}
          aria-label={usageText.onCanvasOf(row.componentName)}
        >
          {usageText.onCanvas}
        </Link>
      </div>
      <table className={`${table.table} ${table.dense} ${classes.whyTable}`}>
        <thead>
          <tr>
            <th scope="col">{usageText.meter}</th>
            <th scope="col" className={table.num}>
              {usageText.quantity}
            </th>
            <th scope="col" className={table.num}>
              {usageText.price}
            </th>
            <th scope="col" className={table.num}>
              {usageText.charge(sign(currency))}
            </th>
          </tr>
        </thead>
        <tbody>
          {meters.map(({ meter, quantity, amountMicros, perUnitMicros }) => (
            <tr key={meter}>
              <th scope="row">{meterNames[meter]}</th>
              <td className={table.num}>{meterQuantity(meter, quantity)}</td>
              <td className={`${table.num} ${table.mono}`}>
                {perUnitMicros === 0 ? NOTHING : decimal(perUnitMicros, UNIT_PRICE)}
              </td>
              <td className={`${table.num} ${table.mono}`}>
                {amountMicros === 0 ? usageText.free : decimal(amountMicros, LINE)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
