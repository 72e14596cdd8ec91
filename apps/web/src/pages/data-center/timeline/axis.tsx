import { Link } from 'react-router';
import type { TimelineSpan } from '../../../api/types.ts';
import { spanLabel, spanText, timelineText } from '../../../messages/operator/timeline.ts';
import { hostTrouble } from '../../../messages/status.ts';
import { paths } from '../../../paths.ts';
import { clock, day, slotText } from '../../../ui/format/time.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import type { Row } from './host-timeline.tsx';
import { ticksOf, type Range } from './range.ts';
import { spanLanes } from './span-lanes.ts';
import type { TimelineRange } from './use-range.ts';
import classes from './timeline.module.css';

/** How near to now a tick would be under the label that says now, as a share of the axis. */
const UNDER_NOW = 6.25;
/** Narrower than this nothing could be seen. */
const NARROWEST = 0.4;

interface AxisProps {
  readonly rows: readonly Row[];
  readonly range: TimelineRange;
  readonly now: number;
}

export function Axis({ rows, range: { range, zoom, zone }, now }: AxisProps) {
  const { start, end } = range;
  const place = (at: number) => (100 * (Math.min(Math.max(at, start), end) - start)) / (end - start);
  const shown = now >= start && now < end;
  const ticks = ticksOf(range, zoom, zone);
  return (
    <div className={classes.grid}>
      <div className={classes.row} aria-hidden>
        <span />
        <div className={classes.lane}>
          {ticks
            .filter(({ at, named }) => named && !(shown && Math.abs(place(at) - place(now)) < UNDER_NOW))
            .map(({ at }) => (
              <span key={at} className={classes.tick} style={{ insetInlineStart: `${place(at)}%` }}>
                {zoom === 'day' ? clock(at, zone) : day(at, zone)}
              </span>
            ))}
        </div>
      </div>
      {rows.map((row) => (
        <HostRow key={row.host.id} row={row} place={place} range={range} zone={zone} />
      ))}
      <div className={classes.lines} aria-hidden>
        {ticks.map(({ at }) => (
          <i key={at} style={{ insetInlineStart: `${place(at)}%` }} />
        ))}
      </div>
      {shown && (
        <div className={classes.now}>
          <i style={{ insetInlineStart: `${place(now)}%` }}>
            <b>{clock(now, zone)}</b>
          </i>
        </div>
      )}
    </div>
  );
}

interface HostRowProps {
  readonly row: Row;
  readonly place: (at: number) => number;
  readonly range: Range;
  readonly zone: string;
}

/** One host; what it holds at one time is drawn one below the other. */
function HostRow({ row: { host, spans }, place, range, zone }: HostRowProps) {
  const lanes = spanLanes(spans);
  const trouble = hostTrouble(host);
  return (
    <div className={classes.row}>
      <span className={classes.name}>
        {trouble && <StateGlyph state={trouble.glyph} word={trouble.word} bare />}
        <Link to={paths.host(host.id)}>{host.name}</Link>
      </span>
      <ul
        className={classes.lane}
        aria-label={host.name}
        style={{ height: `calc(${lanes.length} * var(--lane))` }}
      >
        {lanes.flatMap((lane, index) =>
          lane.map((span) => {
            const from = place(Date.parse(span.start));
            const to = place(span.end === null ? range.end : Date.parse(span.end));
            const label = spanLabel(host.name, span, periodText(span, zone));
            return (
              <li
                key={`${index} ${span.what} ${span.start}`}
                className={classes.span}
                data-what={span.what}
                data-state={span.what === 'claim' ? span.state : undefined}
                style={{
                  insetInlineStart: `${from}%`,
                  width: `${Math.max(NARROWEST, to - from)}%`,
                  top: `calc(${index} * var(--lane) + 3px)`,
                }}
                title={label}
              >
                <span>{spanText(span)}</span>
              </li>
            );
          }),
        )}
      </ul>
    </div>
  );
}

function periodText({ start, end }: TimelineSpan, zone: string): string {
  if (end !== null) return slotText({ start, end }, zone);
  return `${day(start, zone)}, ${clock(start, zone)}–${timelineText.open}`;
}
