import { Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { MICROS_PER_MINOR } from '@patchbay/engine/money';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { trpc } from '../../api/client.ts';
import { useIntentKey } from '../../api/key.ts';
import { useOffline } from '../../api/may.ts';
import type { Channel } from '../../api/types.ts';
import { creditText } from '../../messages/money/invoice.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../ui/feedback/late-skeleton.tsx';
import { AmountField, isAmount } from '../../ui/form/amount-field.tsx';
import { ReasonedButton } from '../../ui/form/reasoned-button.tsx';
import { money, sign } from '../../ui/format/money.ts';
import { useRefocus } from '../../ui/layout/use-refocus.ts';
import classes from './account.module.css';

const CENTS = 100;
const LEAST = 0.01;
const MOST = 100_000;
const MAX_REASON = 300;

/** An operator's credit on the open invoice of a channel, in the currency of today's prices like the invoice itself. */
export function GiveCredit() {
  const channels = useQuery(trpc.invoices.channels.queryOptions());
  const prices = useQuery(trpc.catalog.priceBook.queryOptions());
  const error = channels.error ?? prices.error;
  return (
    <section className={classes.add} aria-label={creditText.title}>
      <div>
        <h2>{creditText.title}</h2>
        <p>{creditText.lead}</p>
      </div>
      {channels.data && prices.data ? (
        <CreditForm channels={channels.data} currency={prices.data.book.currency} />
      ) : error ? (
        <ErrorNotice
          error={error}
          onRetry={() => {
            void channels.refetch();
            void prices.refetch();
          }}
        />
      ) : (
        <LateSkeleton shape="table" />
      )}
    </section>
  );
}

interface CreditFormProps {
  readonly channels: readonly Channel[];
  readonly currency: string;
}

function CreditForm({ channels, currency }: CreditFormProps) {
  const offline = useOffline();
  const [channelId, setChannel] = useState<string | null>(null);
  const [amount, setAmount] = useState<number | string>('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [given, setGiven] = useState(0);
  const button = useRefocus<HTMLButtonElement>(given);
  const key = useIntentKey(JSON.stringify([channelId, amount, reason, given]));
  const name = channels.find((one) => one.channelId === channelId)?.name ?? '';
  const give = useMutation({
    ...trpc.invoices.giveCredit.mutationOptions(),
    onSuccess: (_, { amountMinor }) => {
      notifications.show({
        message: creditText.given(money(amountMinor * MICROS_PER_MINOR, currency), name),
      });
      setAmount('');
      setReason('');
      setTried(false);
      setGiven(given + 1);
    },
  });
  const amountMinor = typeof amount === 'number' ? Math.round(amount * CENTS) : 0;
  const wrong = { amount: !isAmount(amount, LEAST, MOST), reason: reason.trim() === '' };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (channelId === null || wrong.amount || wrong.reason) return;
    give.mutate({ key, channelId, amountMinor, reason: reason.trim() });
  };
  return (
    <form className={classes.credit} onSubmit={submit} noValidate>
      <div className={classes.creditRow}>
        <Select
          label={creditText.channel}
          searchable
          data={channels.map((one) => ({ value: one.channelId, label: one.name }))}
          value={channelId}
          error={tried && channelId === null ? creditText.channelProblem : undefined}
          onChange={setChannel}
        />
        <AmountField
          label={creditText.amount(sign(currency))}
          least={LEAST}
          most={MOST}
          problem={creditText.amountProblem}
          asked={tried}
          decimalScale={2}
          value={amount}
          onChange={setAmount}
        />
        <TextInput
          label={creditText.reason}
          maxLength={MAX_REASON}
          value={reason}
          error={tried && wrong.reason ? creditText.reasonProblem : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ReasonedButton ref={button} type="submit" reason={offline} loading={give.isPending}>
          {creditText.give}
        </ReasonedButton>
      </div>
      {give.error && <ErrorNotice error={give.error} />}
    </form>
  );
}
