import { METER_NAMES } from '@patchbay/engine/metering';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Invoice, InvoiceLine } from '../../api/types.ts';
import { invoiceText, meterNames } from '../../messages/money/usage.ts';
import { paths } from '../../paths.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../ui/feedback/late-skeleton.tsx';
import { meterQuantity } from '../../ui/format/meter.ts';
import { decimal, LINE, money, NOTHING } from '../../ui/format/money.ts';
import { day, slotText, viewerZone } from '../../ui/format/time.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { useInvoice } from './use-invoice.ts';
import { PaneHead } from '../../ui/layout/pane-head.tsx';
import { region } from '../../ui/layout/region.ts';
import classes from './usage.module.css';

const MICROS_PER_MINOR = 10_000;

/** The invoice of a month: every line leads to its component. */
export function InvoicePane({ period, environment }: { period: string; environment: string | null }) {
  const { invoice, none, error, refetch } = useInvoice(period);
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
  const draft = invoice.state === 'draft';
  const groups = groupsOf(invoice.lines);
  return (
    <section {...region} aria-labelledby="invoice">
      <PaneHead id="invoice" title={invoiceText.title(invoice.period)}>
        <StateGlyph state={draft ? 'draft' : 'done'} word={draft ? invoiceText.draft : invoiceText.final} />
      </PaneHead>
      <div className={classes.parties}>
        <span>{invoiceText.parties(invoice.accountName, invoice.channelName)}</span>
        <span>
          {invoiceText.period(day(invoice.periodStart, 'UTC'), day(Date.parse(invoice.periodEnd) - 1, 'UTC'))}
        </span>
      </div>
      <div className={classes.lines}>
        {groups.length === 0 && <p className={classes.quiet}>{invoiceText.none}</p>}
        {groups.map((lines, index) => (
          <Group
            key={lines[0].reservationId}
            lines={lines}
            startOpen={environment === null ? index === 0 : lines[0].environmentId === environment}
          />
        ))}
        <div className={classes.line}>
          <span>
            <strong>{invoiceText.rounding}</strong>
            <i>{invoiceText.roundingDetail}</i>
          </span>
          <b>{invoice.roundingMicros === 0 ? NOTHING : decimal(invoice.roundingMicros, LINE)}</b>
        </div>
      </div>
      <div className={classes.invoiceTotal}>
        <span>
          {draft ? invoiceText.toDate : invoiceText.total}{' '}
          <i className={classes.quiet}>{invoiceText.beforeTax(invoice.currency)}</i>
        </span>
        <strong>{money(invoice.totalMinor * MICROS_PER_MINOR, invoice.currency)}</strong>
      </div>
    </section>
  );
}

function Group({ lines, startOpen }: { lines: Lines; startOpen: boolean }) {
  const [open, setOpen] = useState(startOpen);
  const [first] = lines;
  const slot = slotText(first.slot, viewerZone());
  const total = lines.reduce((sum, line) => sum + line.amountMicros, 0);
  return (
    <div>
      <button
        type="button"
        className={classes.line}
        aria-expanded={open}
        aria-label={invoiceText.openGroup(first.environmentName, slot)}
        onClick={() => setOpen(!open)}
      >
        {open ? <IconChevronDown size={12} aria-hidden /> : <IconChevronRight size={12} aria-hidden />}
        <span>
          <strong>{first.environmentName}</strong>
          <i>{slot}</i>
        </span>
        <b>{decimal(total, LINE)}</b>
      </button>
      {open && (
        <ul className={classes.sublines}>
          {charged(lines).map((line) => (
            <li key={`${line.component} ${line.meter}`}>
              <span>
                <Link to={paths.design(line.designId, { select: line.component })}>{line.componentName}</Link>{' '}
                {meterNames[line.meter]}, {meterQuantity(line.meter, line.quantity)}
              </span>
              <b>{line.amountMicros === 0 ? NOTHING : decimal(line.amountMicros, LINE)}</b>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Within a component what is charged comes before what is only recorded. */
function charged(lines: readonly InvoiceLine[]): InvoiceLine[] {
  const order = [...new Set(lines.map((line) => line.component))];
  return lines.toSorted(
    (a, b) =>
      order.indexOf(a.component) - order.indexOf(b.component) ||
      METER_NAMES.indexOf(a.meter) - METER_NAMES.indexOf(b.meter),
  );
}

type Lines = [InvoiceLine, ...InvoiceLine[]];

/** Lines of one environment's slot stand together, the newest slot first. */
function groupsOf(lines: readonly InvoiceLine[]): Lines[] {
  const groups = new Map<string, Lines>();
  for (const line of lines) {
    const group = groups.get(line.reservationId);
    if (group) group.push(line);
    else groups.set(line.reservationId, [line]);
  }
  return [...groups.values()].toSorted(([a], [b]) => Date.parse(b.slot.start) - Date.parse(a.slot.start));
}
