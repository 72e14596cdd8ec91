import type { Leaving } from '../../../api/types.ts';
import { drainText } from '../../../messages/operator/drain.ts';
import table from '../../../ui/data/table.module.css';
import { slotText, viewerZone } from '../../../ui/format/time.ts';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import classes from './host.module.css';

/** Which slots leave a host, and where each of them goes. */
export function Moves({ moves }: { moves: readonly Leaving[] }) {
  return (
    <div className={classes.moves} role="group" aria-label={drainText.to} {...scrollable}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{drainText.channel}</th>
            <th scope="col">{drainText.when}</th>
            <th scope="col" className={table.num}>
              {drainText.machines}
            </th>
            <th scope="col">{drainText.to}</th>
            <th scope="col" className={table.num}>
              {drainText.without}
            </th>
          </tr>
        </thead>
        <tbody>
          {moves.map((one) => (
            <tr key={one.slotId}>
              <th scope="row">{one.channel}</th>
              <td>
                {one.runs ? drainText.runs : drainText.ahead}, {slotText(one, viewerZone())}
              </td>
              <td className={table.num}>{one.machines}</td>
              <td>{one.to?.join(', ') ?? drainText.stays[one.stays ?? 'full']}</td>
              <td className={table.num}>{one.seconds === 0 ? drainText.none : one.seconds}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
