import { utcMonth } from '@patchbay/engine/time';
import { useBudget } from '../../api/budget.ts';
import type { Usage } from '../../api/types.ts';
import { usageText } from '../../messages/money/usage.ts';
import { money, perHour } from '../../ui/format/money.ts';
import { dayClock, dayMonth, isoDate, monthName } from '../../ui/format/time.ts';
import { aging } from '../../ui/layout/aging.ts';
import classes from './usage.module.css';

interface Figure {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
}

const UNKNOWN = '…';

/** The five figures that answer "how much". */
export function Kpis({ usage }: { usage: Usage }) {
  const figures = [spent(usage), forecast(usage), useCap(usage), credits(usage), running(usage)];
  return (
    <dl {...aging} className={classes.kpis}>
      {figures.map(({ label, value, detail }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <strong>{value}</strong>
            <span>{detail}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function spent({ period, spentMicros, currency, asOf }: Usage): Figure {
  return {
    label: usageText.spent(monthName(period)),
    value: money(spentMicros, currency),
    detail: others(period, asOf) ?? usageText.spentTo(dayClock(asOf, 'UTC')),
  };
}

/** What is said of a month that the world is not in: months are those of UTC. */
function others(period: string, asOf: string): string | null {
  const current = asOf.slice(0, period.length);
  if (period === current) return null;
  return period < current ? usageText.spentAll : usageText.monthAhead;
}

function forecast(usage: Usage): Figure {
  const { period, currency, spentMicros } = usage;
  const { end } = utcMonth(Date.parse(period));
  const label = usageText.forecast(dayMonth(isoDate(end - 1, 'UTC')));
  if (!usage.forecast) {
    const detail = period < usage.asOf ? usageText.monthOver : usageText.monthAhead;
    return { label, value: money(spentMicros, currency), detail };
  }
  const { totalMicros, uncappedMicros, capMicros } = usage.forecast;
  const rest = (capMicros ?? 0) - totalMicros;
  const detail =
    capMicros === null
      ? ''
      : uncappedMicros > capMicros
        ? usageText.stopsAtCap
        : usageText.underCap(money(rest, currency));
  return { label, value: money(totalMicros, currency), detail };
}

function useCap({ currency }: Usage): Figure {
  const { data } = useBudget();
  return {
    label: data?.hardCap === false ? usageText.softBudget : usageText.hardCap,
    value: data ? money(data.amountMicros, currency) : UNKNOWN,
    detail: data?.hardCap === false ? usageText.budgetDetail : usageText.capDetail,
  };
}

function credits({ items, currency }: Usage): Figure {
  const given = items.filter(({ cause }) => cause === 'credit' || cause === 'downtime');
  return {
    label: usageText.credits,
    value: money(
      given.reduce((sum, { amountMicros }) => sum + amountMicros, 0),
      currency,
    ),
    detail: given.length === 0 ? usageText.noCredits : usageText.creditLines(given.length),
  };
}

function running({ currency, runningPerHourMicros, runningEnvironments, soFar, soFarMicros }: Usage): Figure {
  const where = usageText.runningIn(runningEnvironments);
  return {
    label: usageText.running,
    value: perHour(runningPerHourMicros, currency),
    detail: soFar.length > 0 ? usageText.notCharged(where, money(soFarMicros, currency)) : where,
  };
}
