import type { Environment, Stage } from '../../api/types.ts';
import { eventText } from '../../messages/events.ts';
import { liveText, stageNames } from '../../messages/live.ts';
import { stageStatus } from '../../messages/status.ts';
import { clockSeconds, day, dayMonth, isoDate, viewerZone } from '../../ui/format/time.ts';
import { scrollable } from '../../ui/layout/scrollable.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { region } from '../../ui/layout/region.ts';
import classes from './live.module.css';

/** Stages that bring an environment up; the others take it down. */
const UP = new Set<Stage['stage']>(['bind', 'images', 'networks', 'machines', 'start', 'ready']);

/** What is being done, how long it takes and usually takes, and what has happened. */
export function Activity({ environment, now }: { environment: Environment; now: number }) {
  return (
    <aside {...region} className={classes.right} aria-label={liveText.activity} {...scrollable}>
      <Stages stages={environment.stages} now={now} />
      <Events environment={environment} now={now} />
    </aside>
  );
}

function Stages({ stages, now }: { stages: readonly Stage[]; now: number }) {
  const up = stages.filter(({ stage }) => UP.has(stage));
  const down = stages.filter(({ stage }) => !UP.has(stage));
  const spent = up.reduce((sum, stage) => sum + (elapsed(stage, now) ?? 0), 0);
  const typical = up.reduce((sum, stage) => sum + stage.typicalSeconds, 0);
  const making = stages.some(({ stage, state }) => stage === 'images' && state !== 'done');
  return (
    <section className={classes.stages} aria-labelledby="stages">
      <table>
        <caption className={classes.paneTitle} id="stages">
          {liveText.stages}
        </caption>
        <thead>
          <tr>
            <th scope="col">{liveText.stage}</th>
            <th scope="col">{liveText.elapsedHead}</th>
            <th scope="col">{liveText.typicalHead}</th>
          </tr>
        </thead>
        <tbody>
          {up.map((stage) => (
            <StageRow key={stage.stage} stage={stage} now={now} />
          ))}
          <tr className={classes.total}>
            <th scope="row">{liveText.upTotal}</th>
            <td>{spent > 0 ? liveText.seconds(round(spent)) : ''}</td>
            <td>{liveText.seconds(typical)}</td>
          </tr>
          {down.map((stage) => (
            <StageRow key={stage.stage} stage={stage} now={now} />
          ))}
        </tbody>
      </table>
      {making && <p className={classes.hint}>{liveText.firstImages}</p>}
    </section>
  );
}

function StageRow({ stage, now }: { stage: Stage; now: number }) {
  const { glyph, word } = stageStatus[stage.state];
  const took = elapsed(stage, now);
  return (
    <tr data-state={stage.state}>
      <th scope="row">
        <span>
          <StateGlyph state={glyph} word={word} bare />
          {stageNames[stage.stage]}
        </span>
        {stage.state === 'active' && stage.stage !== 'images' && took !== null && (
          <i className={classes.bar}>
            <i style={{ width: `${Math.min(100, (100 * took) / Math.max(1, stage.typicalSeconds))}%` }} />
          </i>
        )}
      </th>
      <td>{took === null ? '' : liveText.seconds(round(took))}</td>
      <td>{liveText.seconds(stage.typicalSeconds)}</td>
    </tr>
  );
}

/** Seconds that a stage took, or has taken so far; null before it starts. */
function elapsed({ startedAt, endedAt }: Stage, now: number): number | null {
  if (startedAt === null) return null;
  const end = endedAt === null ? now : Date.parse(endedAt);
  return Math.max(0, (end - Date.parse(startedAt)) / 1000);
}

function round(seconds: number): number {
  return seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
}

function Events({ environment, now }: { environment: Environment; now: number }) {
  const zone = viewerZone();
  const events = environment.events.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <section className={classes.events} aria-labelledby="events">
      <h2 className={classes.paneTitle} id="events">
        {liveText.events}
      </h2>
      {events.length === 0 && <p className={classes.quiet}>{liveText.noEvents}</p>}
      <ol>
        {events.map((event) => {
          const { glyph, text } = eventText(event.code, event.values);
          return (
            <li key={event.id}>
              <time dateTime={event.at} title={day(event.at, zone)}>
                {isoDate(event.at, zone) !== isoDate(now, zone) && <>{dayMonth(isoDate(event.at, zone))} </>}
                {clockSeconds(event.at, zone)}
              </time>
              <StateGlyph state={glyph} word="" />
              <span>{text}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
