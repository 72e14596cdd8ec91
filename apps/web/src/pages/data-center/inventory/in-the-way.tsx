import type { Claimed } from '../../../api/types.ts';
import { hostPageText } from '../../../messages/operator/hosts.ts';
import { inTheWayText } from '../../../messages/operator/inventory.ts';
import table from '../../../ui/data/table.module.css';
import { dayClock, slotText, viewerZone } from '../../../ui/format/time.ts';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import classes from './inventory.module.css';

/** Why a capacity is not lowered: the slots that have it, and until when. */
export function InTheWay({ claimed: { short, until, slots, more } }: { claimed: Claimed }) {
  const zone = viewerZone();
  const what = short.map((dimension) => inTheWayText.of[dimension]).join(', ');
  return (
    <section className={classes.refusal} role="alert">
      <strong>{inTheWayText.title(what, dayClock(until, zone))}</strong>
      <p>{inTheWayText.text}</p>
      <div className={table.frame} role="group" aria-label={inTheWayText.slots} {...scrollable}>
        <table className={`${table.table} ${table.dense}`}>
          <thead>
            <tr>
              <th scope="col">{inTheWayText.channel}</th>
              <th scope="col">{hostPageText.slot}</th>
            </tr>
          </thead>
          <tbody>
            {slots.map((slot) => (
              <tr key={slot.slotId}>
                <th scope="row">{slot.channel}</th>
                <td>{slotText(slot, zone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && <p>{inTheWayText.more(more)}</p>}
    </section>
  );
}
