import { Link } from 'react-router';
import type { BudgetOutlook } from '../../api/types.ts';
import { budgetText } from '../../messages/money/budget.ts';
import { paths } from '../../paths.ts';
import { money } from '../../ui/format/money.ts';
import { dayClock, viewerZone } from '../../ui/format/time.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import classes from './quote.module.css';

interface QuoteBudgetProps {
  outlook: BudgetOutlook;
  currency: string;
}

/** What slots that are about to be booked mean for the budget of their channel: said before anybody confirms. */
export function QuoteBudget({ outlook, currency }: QuoteBudgetProps) {
  const { feeMicros, amountMicros, hardCap, stopsAt, startsNot } = outlook;
  const amount = money(amountMicros, currency);
  return (
    <>
      {feeMicros > 0 && <p className={classes.note}>{budgetText.fee}</p>}
      {stopsAt === null ? (
        <p className={classes.note}>
          {hardCap ? budgetText.stopsAtCap(amount) : budgetText.overBudget(amount)}
        </p>
      ) : (
        <div role="status" className={classes.note}>
          {startsNot ? (
            <StateGlyph state="blocker" word={budgetText.startsNot(amount)} />
          ) : (
            <StateGlyph state="step" word={budgetText.wouldStop(dayClock(stopsAt, viewerZone()), amount)} />
          )}
          <Link to={paths.usage()}>{budgetText.toBudget}</Link>
        </div>
      )}
    </>
  );
}
