import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';
import type { InvoiceLine } from '../../../api/types.ts';
import { invoiceText } from '../../../messages/money/invoice.ts';
import { meterNames } from '../../../messages/money/usage.ts';
import table from '../../../ui/data/table.module.css';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { meterQuantity } from '../../../ui/format/meter.ts';
import { decimal, UNIT_PRICE } from '../../../ui/format/money.ts';
import { dayClock } from '../../../ui/format/time.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { factorText } from './factors.ts';
import classes from './invoice.module.css';

interface LineHoursProps {
  invoiceId: string;
  line: InvoiceLine;
  onClose: () => void;
}

/** The hours that one line is the sum of, each with what its amount came from. */
export function LineHours({ invoiceId, line, onClose }: LineHoursProps) {
  const { slotId, component, meter } = line;
  const hours = useQuery(trpc.invoices.hours.queryOptions({ invoiceId, slotId, component, meter }));
  const title = invoiceText.hoursOf(meterNames[meter], line.componentName);
  return (
    <Dialog title={title} size="lg" onClose={onClose} closeButtonProps={{ 'aria-label': invoiceText.close }}>
      {hours.error && <ErrorNotice error={hours.error} onRetry={() => void hours.refetch()} />}
      {hours.isPending && <LateSkeleton shape="table" />}
      {hours.data && (
        <div className={classes.hours} role="group" aria-label={title} {...scrollable}>
          <table className={`${table.table} ${table.dense}`}>
            <thead>
              <tr>
                <th scope="col">{invoiceText.hour}</th>
                {[
                  invoiceText.copies,
                  invoiceText.quantity,
                  invoiceText.price,
                  invoiceText.factors,
                  invoiceText.amount(''),
                ].map((word) => (
                  <th key={word} scope="col" className={table.num}>
                    {word.replace(/, $/, '')}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {hours.data.map((hour) => (
                <tr key={`${hour.at} ${hour.band} ${hour.gradeMilli}`}>
                  <th scope="row">{dayClock(hour.at, 'UTC')}</th>
                  <td className={table.num}>{hour.copies}</td>
                  <td className={table.num}>{meterQuantity(meter, hour.quantity)}</td>
                  <td className={`${table.num} ${table.mono}`}>{decimal(hour.perUnitMicros, UNIT_PRICE)}</td>
                  <td className={table.num}>{factorText(hour)}</td>
                  <td className={`${table.num} ${table.mono}`}>{decimal(hour.amountMicros, UNIT_PRICE)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  );
}
