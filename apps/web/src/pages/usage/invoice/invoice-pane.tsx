import { Button } from '@mantine/core';
import { MICROS_PER_MINOR } from '@patchbay/engine/money';
import { IconChevronDown, IconChevronRight, IconDownload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { Invoice } from '../../../api/types.ts';
import { invoiceText, itemNames } from '../../../messages/money/invoice.ts';
import { paths } from '../../../paths.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { decimal, money } from '../../../ui/format/money.ts';
import { slotText, viewerZone } from '../../../ui/format/time.ts';
import { PaneHead } from '../../../ui/layout/pane-head.tsx';
import { region } from '../../../ui/layout/region.ts';
import { invoiceDigits, invoiceTree, type ReservationLines } from './lines.ts';
import { downloadInvoice } from './download-invoice.ts';
import { InvoiceStates } from './states.tsx';
import type { useInvoiceOf } from './use-invoice.ts';
import { dayRange } from './day-range.ts';
import classes from '../usage.module.css';
import own from './invoice.module.css';

/** The invoice of a month: every line leads to its component. */
export function InvoicePane({
  found: { invoice, none, error, refetch },
  environment,
}: {
  found: ReturnType<typeof useInvoiceOf>;
  environment: string | null;
}) {
  if (error && !invoice)
    return (
      <div className={classes.block}>
        <ErrorNotice error={error} onRetry={refetch} />
      </div>
    );
  if (none) return <p className={classes.pick}>{invoiceText.noInvoice}</p>;
  if (!invoice) return <LateSkeleton shape="table" />;
  return <InvoiceSheet key={environment} invoice={invoice} environment={environment} />;
}

function InvoiceSheet({ invoice, environment }: { invoice: Invoice; environment: string | null }) {
  const reservations = useMemo(() => invoiceTree(invoice).flatMap((one) => one.reservations), [invoice]);
  const digits = useMemo(() => invoiceDigits(invoice), [invoice]);
  return (
    <section {...region} aria-labelledby="invoice">
      <PaneHead id="invoice" title={invoiceText.title(invoice.period)}>
        <Link to={paths.invoice(invoice.id)}>{invoiceText.whole}</Link>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconDownload size={14} aria-hidden />}
          aria-label={invoiceText.csvOf(invoice.period)}
          onClick={() => downloadInvoice(invoice)}
        >
          {invoiceText.csv}
        </Button>
      </PaneHead>
      <div className={classes.parties}>
        <span>{invoiceText.parties(invoice.accountName, invoice.channelName)}</span>
        <span>{dayRange(Date.parse(invoice.periodStart), Date.parse(invoice.periodEnd))}</span>
      </div>
      <InvoiceStates invoice={invoice} />
      <div className={classes.lines}>
        {reservations.map((one, n) => (
          <Group
            key={`${one.environmentId} ${one.reservationId}`}
            lines={one}
            digits={digits}
            startOpen={environment === null ? n === 0 : one.environmentId === environment}
          />
        ))}
        {invoice.items.map((item) => (
          <Item
            key={item.id}
            name={itemNames[item.cause]}
            detail={item.reason ?? ''}
            amount={decimal(item.amountMicros, digits)}
          />
        ))}
        <Item
          name={invoiceText.rounding}
          detail={invoiceText.roundingDetail}
          amount={decimal(invoice.roundingMicros, digits)}
        />
      </div>
      <div className={classes.invoiceTotal}>
        <span>
          {invoice.state === 'draft' ? invoiceText.toDate : invoiceText.total}{' '}
          <i className={classes.quiet}>{invoiceText.beforeTax(invoice.currency)}</i>
        </span>
        <strong>{money(invoice.totalMinor * MICROS_PER_MINOR, invoice.currency)}</strong>
      </div>
    </section>
  );
}

function Item({ name, detail, amount }: { name: string; detail: string; amount: string }) {
  return (
    <div className={classes.line}>
      <span>
        <strong>{name}</strong>
        {detail !== '' && <i>{detail}</i>}
      </span>
      <b>{amount}</b>
    </div>
  );
}

interface GroupProps {
  lines: ReservationLines;
  digits: number;
  startOpen: boolean;
}

function Group({ lines, digits, startOpen }: GroupProps) {
  const { environmentName, components, start, end, slots, amountMicros } = lines;
  const [open, setOpen] = useState(startOpen);
  const slot = slotText({ start, end }, viewerZone());
  return (
    <div>
      <button
        type="button"
        className={classes.line}
        aria-expanded={open}
        aria-label={invoiceText.openGroup(environmentName, slot)}
        onClick={() => setOpen(!open)}
      >
        {open ? <IconChevronDown size={12} aria-hidden /> : <IconChevronRight size={12} aria-hidden />}
        <span>
          <strong>{environmentName}</strong>
          <i>
            {slot}
            {slots > 1 && `, ${invoiceText.slots(slots)}`}
          </i>
        </span>
        <b>{decimal(amountMicros, digits)}</b>
      </button>
      {open && (
        <ul className={`${classes.sublines} ${own.components}`}>
          {components.map((one) => (
            <li key={one.component}>
              <span>
                <Link to={paths.design(one.designId, { select: one.component })}>{one.name}</Link>
              </span>
              <b>{decimal(one.amountMicros, digits)}</b>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
