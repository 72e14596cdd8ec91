import { ALERT_PERCENTS } from '@patchbay/engine/invoicing';
import { lazy, Suspense, useState } from 'react';
import { useBudget } from '../../../api/budget.ts';
import { useOwnersOnly } from '../../../api/may.ts';
import type { Budget, Usage } from '../../../api/types.ts';
import { budgetText } from '../../../messages/money/budget.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { ReasonedButton } from '../../../ui/form/reasoned-button.tsx';
import { money } from '../../../ui/format/money.ts';
import { dayClock, viewerZone } from '../../../ui/format/time.ts';
import { late } from '../../../ui/late/late.ts';
import { region } from '../../../ui/layout/region.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import classes from './budget.module.css';

const BudgetDialog = lazy(() =>
  late(async () => ({ default: (await import('./budget-dialog.tsx')).BudgetDialog })),
);

const FULL = 100;

/** How much of the month's budget is spent and expected, what happens at 50, 80 and 100 %, and who is told. */
export function BudgetCard({ forecast }: { forecast: Usage['forecast'] }) {
  const { data, error, refetch } = useBudget();
  return (
    <section {...region} className={classes.card} aria-labelledby="budget">
      {data ? (
        <Card budget={data} forecast={forecast} />
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <LateSkeleton shape="table" />
      )}
    </section>
  );
}

function Card({ budget, forecast }: { budget: Budget; forecast: Usage['forecast'] }) {
  const ownersOnly = useOwnersOnly();
  const [changing, setChanging] = useState(false);
  const { amountMicros, spentMicros, currency } = budget;
  const spent = percentOf(spentMicros, amountMicros);
  const expected = percentOf(forecast?.totalMicros ?? spentMicros, amountMicros);
  return (
    <>
      <div className={classes.head}>
        <h2 id="budget">{budgetText.title(budget.channelName)}</h2>
        <ReasonedButton
          size="xs"
          variant="subtle"
          color="gray"
          reason={ownersOnly}
          onClick={() => setChanging(true)}
        >
          {budgetText.change}
        </ReasonedButton>
      </div>
      <p className={classes.share}>
        <strong>{budgetText.percent(spent)}</strong>
        <span>{budgetText.of(money(spentMicros, currency), money(amountMicros, currency))}</span>
      </p>
      <div className={classes.bar} role="img" aria-label={budgetText.bar(spent, expected)}>
        <i data-forecast style={{ width: `${Math.min(FULL, expected)}%` }} />
        <i style={{ width: `${Math.min(FULL, spent)}%` }} />
        {ALERT_PERCENTS.map((percent) => (
          <b key={percent} style={{ insetInlineStart: `${percent}%` }}>
            <span>{percent}</span>
          </b>
        ))}
      </div>
      <Alerts budget={budget} expected={expected} />
      {budget.capAt !== null && (
        <p className={classes.warn}>{budgetText.capAt(dayClock(budget.capAt, viewerZone()))}</p>
      )}
      <p className={classes.quiet}>{budgetText.told(budget.told.map(({ name }) => name).join(', '))}</p>
      <p className={classes.quiet}>
        {budgetText.scope} {budget.isDefault && budgetText.isDefault}
      </p>
      {changing && (
        <Suspense>
          <BudgetDialog budget={budget} onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </>
  );
}

function Alerts({ budget, expected }: { budget: Budget; expected: number }) {
  return (
    <ul className={classes.alerts}>
      {ALERT_PERCENTS.map((percent) => {
        const sent = budget.sent.find((alert) => alert.percent === percent);
        const stops = percent === FULL && budget.hardCap;
        const on = stops || budget.alerts.includes(percent);
        return (
          <li key={percent}>
            <span>{budgetText.percent(percent)}</span>
            <span>{stops ? budgetText.stops : budgetText.alert}</span>
            {sent ? (
              <StateGlyph state="done" word={budgetText.sent(dayClock(sent.at, viewerZone()))} />
            ) : (
              <span className={classes.quiet}>
                {!on ? budgetText.off : expected >= percent ? budgetText.expected : budgetText.notExpected}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Whole percent, rounded down, so that 100 is only shown once it is reached. */
function percentOf(micros: number, of: number): number {
  return of === 0 ? (micros > 0 ? FULL : 0) : Math.max(0, Math.floor((micros * FULL) / of));
}
