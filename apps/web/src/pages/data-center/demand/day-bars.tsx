import { addDays } from '@patchbay/engine/time';
import type { UnmetDemand } from '../../../api/types.ts';
import { demandText } from '../../../messages/operator/demand.ts';
import { dayOf } from '../../../ui/format/time.ts';
import classes from './demand.module.css';

/** One bar a day of UTC, each with its number. */
export function DayBars({ demand: { days, to }, count }: { demand: UnmetDemand; count: number }) {
  const last = to.slice(0, 10);
  const all = Array.from({ length: count }, (_, n) => addDays(last, n + 1 - count)).map((date) => ({
    date,
    searches: days.find((one) => one.date === date)?.searches ?? 0,
  }));
  const most = Math.max(1, ...all.map(({ searches }) => searches));
  return (
    <figure className={classes.bars}>
      <figcaption>{demandText.perDay}</figcaption>
      <ol>
        {all.map(({ date, searches }) => (
          <li key={date} title={`${dayOf(date)}: ${demandText.count(searches)}`}>
            <span className={classes.number}>{searches > 0 && searches}</span>
            <i style={{ height: `${(100 * searches) / most}%` }} aria-hidden />
            <small>{count <= 7 && dayOf(date)}</small>
          </li>
        ))}
      </ol>
    </figure>
  );
}
