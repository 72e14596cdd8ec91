import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useParams } from 'react-router';
import type { Invoice } from '../../../api/types.ts';
import { usePageCommands } from '../../../commands/page-commands.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { Loaded } from '../../../frame/states/loaded.tsx';
import { invoiceText } from '../../../messages/money/invoice.ts';
import { usageText } from '../../../messages/money/usage.ts';
import { paths } from '../../../paths.ts';
import { Fact, Facts } from '../../../ui/data/facts.tsx';
import { dayYear } from '../../../ui/format/time.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import { downloadInvoice } from './download-invoice.ts';
import { InvoiceTable } from './invoice-table.tsx';
import { InvoiceStates } from './states.tsx';
import { REFRESH_MS, useInvoice } from './use-invoice.ts';
import classes from './invoice.module.css';

/** One invoice, whole: who owes what to whom, for which month, and every line that it is the sum of. Made to be printed. */
export function InvoicePage() {
  const { invoiceId = '' } = useParams();
  const invoice = useInvoice(invoiceId);
  const { data } = invoice;
  return (
    <>
      <Crumbs
        items={[
          { label: usageText.crumb, to: paths.usage(data ? { period: data.period } : {}) },
          { label: data ? invoiceText.title(data.period) : invoiceText.crumb },
        ]}
      />
      <Loaded
        source={invoice}
        shape="page"
        missing={invoiceText.missing}
        {...(data?.state !== 'final' && { everyMs: REFRESH_MS })}
      >
        {(one) => <Sheet invoice={one} />}
      </Loaded>
    </>
  );
}

const GLYPHS = { draft: 'draft', review: 'advice', final: 'done' } as const;

function Sheet({ invoice }: { invoice: Invoice }) {
  const { period, state, accountName, channelName, periodStart, periodEnd } = invoice;
  usePageCommands({
    title: invoiceText.title(period),
    list: () => [
      { id: 'invoice csv', label: invoiceText.csvOf(period), run: () => downloadInvoice(invoice) },
      { id: 'invoice print', label: invoiceText.print, run: () => window.print() },
    ],
  });
  const last = (end: string) => dayYear(Date.parse(end) - 1, 'UTC');
  return (
    <div className={classes.scroll}>
      <article className={classes.sheet} aria-labelledby="invoice-title">
        <header className={classes.head}>
          <h1 id="invoice-title">{invoiceText.title(period)}</h1>
          <StateGlyph state={GLYPHS[state]} word={invoiceText.states[state]} />
          <div className={classes.actions}>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              aria-label={invoiceText.csvOf(period)}
              onClick={() => downloadInvoice(invoice)}
            >
              {invoiceText.csv}
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPrinter size={14} aria-hidden />}
              onClick={() => window.print()}
            >
              {invoiceText.print}
            </Button>
          </div>
        </header>
        <Facts className={classes.facts}>
          <Fact label={invoiceText.from}>{invoiceText.seller}</Fact>
          <Fact label={invoiceText.to}>{accountName}</Fact>
          <Fact label={invoiceText.channel}>{channelName}</Fact>
          <Fact label={invoiceText.periodLabel}>
            {invoiceText.period(dayYear(periodStart, 'UTC'), last(periodEnd))}
          </Fact>
          <Fact label={invoiceText.stateTerm}>{sinceWhen(invoice)}</Fact>
        </Facts>
        <InvoiceStates invoice={invoice} />
        <InvoiceTable invoice={invoice} />
      </article>
    </div>
  );
}

function sinceWhen({ state, reviewFrom, finalFrom }: Invoice): string {
  const lastOf = (end: string) => dayYear(Date.parse(end) - 1, 'UTC');
  if (state === 'draft') return invoiceText.untilReview(lastOf(reviewFrom));
  return state === 'review'
    ? invoiceText.untilFinal(lastOf(finalFrom))
    : invoiceText.sinceFinal(dayYear(finalFrom, 'UTC'));
}
