import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconOctagon } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useBudget } from '../api/budget.ts';
import type { Budget } from '../api/types.ts';
import { budgetText } from '../messages/money/budget.ts';
import { paths } from '../paths.ts';
import { decimal, money } from '../ui/format/money.ts';
import classes from './budget-pill.module.css';

const WARN_PERCENT = 80;

/** What the channel's month has come to and may come to; tells those who are to be told when a share of it is reached. */
export function BudgetPill() {
  const { data } = useBudget();
  useEffect(() => {
    if (data?.toldMe) tellOnce(data);
  }, [data]);
  if (!data) return null;
  const { spentMicros, amountMicros, currency } = data;
  const [spent, amount] = [money(spentMicros, currency), money(amountMicros, currency)];
  const reached = amountMicros > 0 && data.sent.some(({ percent }) => percent === 100);
  const warned = spentMicros * 100 >= amountMicros * WARN_PERCENT;
  return (
    <Link
      to={paths.usage()}
      className={classes.pill}
      data-level={reached ? 'reached' : warned ? 'warned' : undefined}
      aria-label={budgetText.pillLabel(spent, amount)}
    >
      {reached ? (
        <IconOctagon size={14} aria-hidden />
      ) : (
        warned && <IconAlertTriangle size={14} aria-hidden />
      )}
      <span>{budgetText.pillSpent}</span>
      <b>{decimal(spentMicros)}</b>
      <span>{budgetText.pillOf(amount)}</span>
    </Link>
  );
}

const TOLD = 'patchbay.budget-alerts';

/** Each alert of a month's budget is told once in a browser. */
function tellOnce({ channelName, period, amountMicros, sent, hardCap, currency }: Budget): void {
  const keyOf = (percent: number) => `${channelName} ${period} ${amountMicros} ${percent}`;
  const told = (localStorage.getItem(TOLD) ?? '').split('\n');
  const fresh = sent.filter(({ percent }) => !told.includes(keyOf(percent)));
  const last = fresh.at(-1);
  if (!last) return;
  localStorage.setItem(
    TOLD,
    [...told, ...fresh.map(({ percent }) => keyOf(percent))].slice(-MOST_TOLD).join('\n'),
  );
  const amount = money(last.amountMicros, currency);
  const stopped = last.percent === 100 && hardCap;
  notifications.show({
    message: stopped ? budgetText.reached(amount) : budgetText.crossed(last.percent, amount),
    color: stopped ? 'danger' : 'yellow',
    autoClose: false,
  });
}

const MOST_TOLD = 60;
