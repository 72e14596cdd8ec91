import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import type { Design, Slot } from '../../api/types.ts';
import { budgetText } from '../../messages/money/budget.ts';
import { money } from '../../ui/format/money.ts';
import { dayClock, viewerZone } from '../../ui/format/time.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import classes from './quote.module.css';

/** As many slots of a series as are looked at: a month of days, since every month starts anew. */
const SLOTS = 31;

interface QuoteBudgetProps {
  design: Design;
  slots: readonly Slot[];
  siteId: string | null;
  currency: string;
}

/** What slots that are about to be booked mean for the budget of their channel: said before anybody confirms. */
export function QuoteBudget({ design, slots, siteId, currency }: QuoteBudgetProps) {
  const input = {
    designId: design.id,
    revision: design.revision,
    slots: slots.slice(0, SLOTS),
    ...(siteId !== null && { siteId }),
  };
  const { data } = useQuery({
    ...trpc.budgets.outlook.queryOptions(input),
    placeholderData: keepPreviousData,
  });
  if (!data) return null;
  const amount = money(data.amountMicros, currency);
  return (
    <>
      {data.feeMicros > 0 && (
        <p className={classes.note}>{budgetText.fee(money(data.feeMicros, currency))}</p>
      )}
      {data.stopsAt === null ? (
        <p className={classes.note}>
          {data.hardCap ? budgetText.stopsAtCap(amount) : budgetText.overBudget(amount)}
        </p>
      ) : (
        <div role="status" className={classes.note}>
          <StateGlyph
            state="step"
            word={budgetText.wouldStop(dayClock(data.stopsAt, viewerZone()), amount)}
          />
        </div>
      )}
    </>
  );
}
