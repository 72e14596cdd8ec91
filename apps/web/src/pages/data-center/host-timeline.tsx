import { HOUR } from '@patchbay/engine/time';
import type { Host, Site } from '../../api/types.ts';
import { dataCenterText } from '../../messages/data-center.ts';
import { clock, slotText, viewerZone } from '../../ui/format/time.ts';
import { region } from '../../ui/layout/region.ts';
import { claimLanes } from './claim-lanes.ts';
import classes from './timeline.module.css';

const BEFORE = 2 * HOUR;
const WINDOW = 24 * HOUR;
const TICK = 3 * HOUR;
/** How near to now a tick would be under the label that says now. */
const UNDER_NOW = 1.5 * HOUR;

/** Which channels hold what, host by host, around now. */
export function HostTimeline({ site, now }: { site: Site; now: number }) {
  const zone = viewerZone();
  const start = Math.floor((now - BEFORE) / HOUR) * HOUR;
  const end = start + WINDOW;
  const place = (at: number) => (100 * (Math.min(Math.max(at, start), end) - start)) / WINDOW;
  const hosts = site.racks
    .flatMap((rack) => rack.hosts)
    .filter((host) => host.claims.some((claim) => within(claim, start, end)));
  const ticks = Array.from({ length: WINDOW / TICK }, (_, n) => start + n * TICK).filter(
    (at) => Math.abs(at - now) >= UNDER_NOW,
  );
  return (
    <section {...region} className={classes.card} aria-labelledby="timeline">
      <div className={classes.head}>
        <h2 id="timeline">{dataCenterText.timeline}</h2>
        <span>{dataCenterText.timelineLead}</span>
      </div>
      {hosts.length === 0 ? (
        <p className={classes.none}>{dataCenterText.timelineNone}</p>
      ) : (
        <div className={classes.grid}>
          <div className={classes.row} aria-hidden>
            <span />
            <div className={classes.lane}>
              {ticks.map((at) => (
                <span key={at} className={classes.tick} style={{ left: `${place(at)}%` }}>
                  {clock(at, zone)}
                </span>
              ))}
            </div>
          </div>
          {hosts.map((host) => (
            <HostRow key={host.id} host={host} start={start} end={end} place={place} />
          ))}
          <div className={classes.now}>
            <i style={{ left: `${place(now)}%` }}>
              <b>{clock(now, zone)}</b>
            </i>
          </div>
        </div>
      )}
    </section>
  );
}

/** One host; what it holds at one time is drawn one below the other. */
function HostRow(props: { host: Host; start: number; end: number; place: (at: number) => number }) {
  const { host, start, end, place } = props;
  const lanes = claimLanes(host.claims.filter((claim) => within(claim, start, end)));
  return (
    <div className={classes.row}>
      <span className={classes.name} title={host.name}>
        {host.name}
      </span>
      <ul className={classes.lane} style={{ height: `calc(${lanes.length} * var(--lane))` }}>
        {lanes.flatMap((lane, row) =>
          lane.map((claim) => {
            const from = place(Date.parse(claim.start));
            const to = place(Date.parse(claim.end));
            const label = dataCenterText.claimLabel(
              host.name,
              claim.channel,
              claim.copies,
              slotText(claim, viewerZone()),
            );
            return (
              <li
                key={`${row} ${claim.start}`}
                className={classes.claim}
                style={{
                  left: `${from}%`,
                  width: `${Math.max(0.4, to - from)}%`,
                  top: `calc(${row} * var(--lane) + 3px)`,
                }}
                title={label}
              >
                {dataCenterText.claim(claim.channel, claim.copies)}
              </li>
            );
          }),
        )}
      </ul>
    </div>
  );
}

function within(claim: { start: string; end: string }, start: number, end: number): boolean {
  return Date.parse(claim.start) < end && Date.parse(claim.end) > start;
}
