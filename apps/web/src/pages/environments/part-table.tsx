import { Checkbox } from '@mantine/core';
import { HOUR } from '@patchbay/engine/time';
import type { ReactNode } from 'react';
import { accessText } from '../../messages/access.ts';
import { liveText } from '../../messages/live.ts';
import { powerText } from '../../messages/live/power.ts';
import { partStatus } from '../../messages/status.ts';
import { dayClock, duration, full, viewerZone } from '../../ui/format/time.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import table from '../../ui/data/table.module.css';
import { region } from '../../ui/layout/region.ts';
import type { ShownPart } from './part-status.ts';
import { PickedBar } from './power/picked-bar.tsx';
import { usePicked, type Picked } from './power/picked.ts';
import { PowerButtons } from './power/power-buttons.tsx';
import type { Power } from './power/use-power.ts';
import powers from './power/power.module.css';
import classes from './live.module.css';

interface PartTableProps {
  parts: readonly ShownPart[];
  now: number;
  selected: string | null;
  onSelect: (component: string) => void;
  power: Power;
  /** The ways to a machine; shown as soon as there is one to any. */
  renderAccess: (part: ShownPart) => ReactNode;
}

/** Every copy of every part as it was last observed: the table twin of the drawing. */
export function PartTable({ parts, now, selected, onSelect, power, renderAccess }: PartTableProps) {
  const picked = usePicked(parts);
  const switched = power.shown && parts.some(({ machine }) => machine);
  const anyAccess = parts.some((part) => part.access);
  const several = new Set(parts.filter((part) => part.idx > 0).map((part) => part.component));
  return (
    <section
      {...region}
      className={classes.parts}
      data-access={anyAccess || undefined}
      aria-labelledby="parts"
    >
      <div className={classes.partsHead}>
        <h2 id="parts">{liveText.parts}</h2>
        {picked.machines.length > 0 && power.shown ? (
          <PickedBar picked={picked} power={power} />
        ) : (
          <span>{liveText.partsLead}</span>
        )}
      </div>
      {power.error !== null && <ErrorNotice error={power.error} />}
      {parts.length === 0 ? (
        <p className={classes.notYet}>{liveText.notYet}</p>
      ) : (
        <table className={`${table.table} ${table.dense}`}>
          <Head access={anyAccess} picked={switched ? picked : null} />
          <tbody>
            {parts.map((part) => (
              <PartRow
                key={`${part.component} ${part.idx}`}
                part={part}
                several={several.has(part.component)}
                now={now}
                selected={part.component === selected}
                onSelect={() => onSelect(part.component)}
                picked={switched ? picked : null}
                power={power}
                access={
                  anyAccess ? <td className={table.last}>{part.access && renderAccess(part)}</td> : null
                }
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Null while nothing can be switched. */
function Head({ access, picked }: { access: boolean; picked: Picked | null }) {
  return (
    <thead>
      <tr>
        {picked && (
          <th scope="col" className={powers.pick}>
            <Checkbox
              size="xs"
              aria-label={powerText.pickAll}
              checked={picked.all}
              indeterminate={picked.machines.length > 0 && !picked.all}
              onChange={picked.toggleAll}
            />
          </th>
        )}
        <th scope="col" className={table.first}>
          {liveText.part}
        </th>
        <th scope="col">{liveText.state}</th>
        <th scope="col">{liveText.address}</th>
        <th scope="col">{liveText.host}</th>
        <th scope="col" className={classes.observed}>
          {liveText.observed}
        </th>
        {picked && <th scope="col">{powerText.column}</th>}
        {access && (
          <th scope="col" className={table.last}>
            {accessText.column}
          </th>
        )}
      </tr>
    </thead>
  );
}

interface PartRowProps {
  part: ShownPart;
  /** It has copies, which are told apart. */
  several: boolean;
  now: number;
  selected: boolean;
  onSelect: () => void;
  /** Null while nothing can be switched. */
  picked: Picked | null;
  power: Power;
  /** The cell with the ways in; null while no part has one. */
  access: ReactNode;
}

function PartRow({ part, several, now, selected, onSelect, picked, power, access }: PartRowProps) {
  const { glyph, word } = partStatus[part.state];
  const name = several ? `${part.name}, ${liveText.copy(part.idx)}` : part.name;
  return (
    <tr className={selected ? table.selected : undefined}>
      {picked && (
        <td className={powers.pick}>
          {part.machine && (
            <Checkbox
              size="xs"
              aria-label={powerText.pick(name)}
              checked={picked.has(part)}
              onChange={() => picked.toggle(part)}
            />
          )}
        </td>
      )}
      <th scope="row" className={table.first}>
        <button
          type="button"
          className={`${classes.partName} ${table.cut}`}
          title={part.name}
          aria-pressed={selected}
          onClick={onSelect}
        >
          {part.name}
        </button>
        {several && <span className={classes.quiet}> {liveText.copy(part.idx)}</span>}
      </th>
      <td>
        <StateGlyph state={glyph} word={word} />
      </td>
      <td className={`${table.mono} ${table.stacked}`}>{part.addresses.join(', ') || liveText.none}</td>
      <td className={table.mono}>{part.host ?? liveText.none}</td>
      <td className={`${table.quiet} ${classes.observed}`}>
        {part.observedAt === null ? liveText.none : <Observed at={part.observedAt} now={now} />}
      </td>
      {picked && <td>{part.machine && <PowerButtons name={name} machines={[part]} power={power} />}</td>}
      {access}
    </tr>
  );
}

/** An hour and more ago the time says more than the age. */
const RECENT = HOUR;

/** How long ago it was seen, with the exact time for whoever asks. */
function Observed({ at, now }: { at: string; now: number }) {
  const zone = viewerZone();
  const age = Math.max(0, now - Date.parse(at));
  return (
    <time dateTime={at} title={full(at, zone)}>
      {age < RECENT ? liveText.ago(duration(age)) : dayClock(at, zone)}
    </time>
  );
}
