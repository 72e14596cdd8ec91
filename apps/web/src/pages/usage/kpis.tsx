import type { Usage } from '../../api/types.ts';
import { usageText } from '../../messages/money/usage.ts';
import { money, perHour } from '../../ui/format/money.ts';
import { dayClock, monthName, viewerZone } from '../../ui/format/time.ts';
import classes from './usage.module.css';

/** The four figures that answer "how much". */
export function Kpis({ usage }: { usage: Usage }) {
  const { currency } = usage;
  const rows = [...usage.rows, ...usage.soFar];
  const slots = new Set(rows.map((row) => row.reservationId)).size;
  const designs = new Set(rows.map((row) => row.designId)).size;
  const running = usageText.runningIn(usage.runningEnvironments);
  const figures = [
    {
      label: usageText.spent(monthName(usage.period)),
      value: money(usage.spentMicros, currency),
      detail: usageText.spentTo(dayClock(usage.asOf, viewerZone())),
    },
    {
      label: usageText.running,
      value: perHour(usage.runningPerHourMicros, currency),
      detail:
        usage.soFar.length > 0 ? usageText.notCharged(running, money(usage.soFarMicros, currency)) : running,
    },
    {
      label: usageText.ahead,
      value: money(usage.bookedAheadMicros, currency),
      detail: usageText.aheadDetail,
    },
    { label: usageText.slots, value: String(slots), detail: usageText.slotsDetail(designs) },
  ];
  return (
    <dl className={classes.kpis}>
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
