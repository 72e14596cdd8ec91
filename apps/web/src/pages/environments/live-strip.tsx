import type { ReactNode } from 'react';
import { isOver } from '@patchbay/engine/reservation';
import type { Environment } from '../../api/types.ts';
import { liveText } from '../../messages/live.ts';
import { slotStatus } from '../../messages/status.ts';
import { money, NOTHING, perHour } from '../../ui/format/money.ts';
import { clock, day, dayClock, duration, slotText, viewerZone, zoneText } from '../../ui/format/time.ts';
import { costSoFar, wholeOf } from './cost-so-far.ts';
import { aging } from '../../ui/layout/aging.ts';
import { ExtendButton } from './time/extend-button.tsx';
import time from './time/time.module.css';
import classes from './live.module.css';

const PERCENT = 100;

/** Time left, slot, site and cost of one environment. */
export function LiveStrip({ environment, now }: { environment: Environment; now: number }) {
  const { slot } = wholeOf(environment);
  const zone = viewerZone();
  return (
    <div {...aging} className={classes.strip}>
      <TimeCell environment={environment} now={now} />
      <Cell label={liveText.slot} value={`${clock(slot.start, zone)}–${clock(slot.end, zone)}`}>
        {day(slot.start, zone) === day(slot.end, zone) ? day(slot.start, zone) : slotText(slot, zone)},{' '}
        {zoneText(slot.start, zone)}
      </Cell>
      <Cell label={liveText.site} value={environment.siteName}>
        {liveText.siteDetail(environment.simulated, environment.generation)}
      </Cell>
      <CostCell environment={environment} now={now} />
    </div>
  );
}

/** What was charged; while the slot runs, about what it has cost, since each hour is charged when it is full. */
function CostCell({ environment, now }: { environment: Environment; now: number }) {
  const { state, currency } = environment;
  const { chargedMicros, expectedMicros } = wholeOf(environment);
  const charged = money(chargedMicros, currency);
  if (isOver(state))
    return (
      <Cell label={liveText.costTotal} value={charged}>
        {liveText.costFinal}
      </Cell>
    );
  if (state === 'ending')
    return (
      <Cell label={liveText.cost} value={charged}>
        {liveText.costEnding}
      </Cell>
    );
  const about = costSoFar(environment, now);
  const rate = perHour(environment.perHourMicros, currency);
  return (
    <Cell label={liveText.cost} value={about === null ? charged : liveText.costAbout(money(about, currency))}>
      {liveText.costExpected(money(expectedMicros, currency))}
      <br />
      {about === null ? rate : liveText.costRate(rate)}
    </Cell>
  );
}

function TimeCell({ environment, now }: { environment: Environment; now: number }) {
  const { state } = environment;
  const { slot } = wholeOf(environment);
  const start = Date.parse(slot.start);
  const end = Date.parse(slot.end);
  if (isOver(state))
    return (
      <Cell
        label={slotStatus[state].word}
        value={state === 'cancelled' ? NOTHING : dayClock(end, viewerZone())}
        wide
      >
        {state === 'cancelled' ? liveText.neverStarted : liveText.lasted(duration(end - start))}
      </Cell>
    );
  if (now < start)
    return (
      <Cell
        label={liveText.timeToStart}
        value={duration(start - now)}
        wide
        action={<Extend environment={environment} />}
      >
        {liveText.readyIn}
      </Cell>
    );
  const percent = Math.min(PERCENT, Math.round((PERCENT * (now - start)) / (end - start)));
  return (
    <Cell
      label={liveText.timeLeft}
      value={duration(end - now)}
      wide
      action={<Extend environment={environment} />}
    >
      <span
        className={classes.bar}
        role="progressbar"
        aria-label={liveText.timeLeft}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={PERCENT}
      >
        <i style={{ width: `${percent}%` }} />
      </span>
      {liveText.elapsed(percent)}
    </Cell>
  );
}

function Extend({ environment }: { environment: Environment }) {
  const { slotId, name, slot, state, revision, newestRevision } = environment;
  const drawn = { revision, newestRevision };
  return (
    <ExtendButton slotId={slotId} name={name} slot={slot} zone={viewerZone()} state={state} {...drawn} />
  );
}

function Cell(props: {
  label: string;
  value: string;
  wide?: boolean;
  /** What can be done about it, beside the value. */
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={classes.cell} data-wide={props.wide || undefined}>
      <span>{props.label}</span>
      <div className={time.value}>
        <strong title={props.value}>{props.value}</strong>
        {props.action}
      </div>
      <span>{props.children}</span>
    </div>
  );
}
