import { RECOVERY } from '@patchbay/engine/sla';
import type { GlyphState } from '../ui/status/state-glyph.tsx';
import { money } from '../ui/format/money.ts';
import { dayClock, monthYear, viewerZone } from '../ui/format/time.ts';
import { KEPT_FOR } from './kept.ts';

type Values = Record<string, string | number>;
interface EventText {
  readonly glyph: GlyphState;
  readonly text: (values: Values) => string;
}

const text = (glyph: GlyphState, sentence: string | ((values: Values) => string)): EventText => ({
  glyph,
  text: typeof sentence === 'string' ? () => sentence : sentence,
});

const volumes = (n: string | number | undefined): string =>
  n === 1 ? '1 volume of data' : `${n} volumes of data`;

const one = (n: string | number | undefined, single: string, many: string) => (n === 1 ? single : many);

const machinesText = (n: string | number): string => (n === 1 ? 'One machine' : `${n} machines`);

/** Slots that begin at another site than they were booked at. */
const ahead = (slots: string | number | undefined): string =>
  Number(slots) > 0 ? `, and ${one(slots, 'one slot ahead begins', `${slots} slots ahead begin`)} there` : '';

/** What becomes of private addresses at another site. */
const addressesText = (networks: string | number | undefined): string =>
  Number(networks) > 0
    ? `; ${one(networks, 'one network has', `${networks} networks have`)} other addresses, since ${one(networks, 'its', 'their')} own were taken there`
    : ' and addresses';

/** Of how many machines there would have been room for some. */
const roomText = ({ needed, available }: Values): string =>
  Number(available) > 0 ? `: for ${available} of ${needed} machines there was` : '';

const STAYS: Readonly<Record<string, string>> = {
  data: 'Its data lies at this site, so it waits here.',
  chosen: 'It was booked for this very site, so it waits here.',
  grade: 'No other site is as good as the one that is paid for, so it waits here.',
  runs: 'Another site is looked for once the slot that runs here is over.',
  full: 'No other site that it may go to has room either.',
};

/** Why it is not moved to another site. */
const whyHere = (stays: string | number | undefined): string => {
  const why = STAYS[String(stays)];
  return why === undefined ? '' : ` ${why}`;
};

/** Why hosts are emptied. */
function emptied(from: string | number | undefined, why: string | number | undefined): string {
  return why === 'maintenance' ? `${from} is under maintenance in that time` : `The operator drains ${from}`;
}

/** What is promised of failures, and what was owed. */
function madeGood({ seconds, creditMicros, currency, machines }: Values): string {
  const lost =
    Number(machines) > 0
      ? `Kept: names, addresses unless others were announced, and data that is kept from slot to slot. Lost: what else was on ${machines === 1 ? 'the machine that was' : `the ${machines} machines that were`} made anew. `
      : '';
  const within = `${seconds} s of the ${RECOVERY.withinSeconds} s promised`;
  const credit =
    Number(creditMicros) > 0
      ? `${within}; ${money(Number(creditMicros), String(currency))} are credited`
      : `${within}, no credit is due`;
  return `${lost}Nothing is charged for the time; ${credit}`;
}

/** The first machines by name, and how many more. */
function named({ names, named: told, machines }: Values): string {
  const more = Number(machines) - Number(told);
  return more > 0 ? `${names} and ${more} more` : String(names);
}

/** How to go on after the cap of a channel was reached. */
const GO_ON = `Names, addresses and data are kept for ${KEPT_FOR}: raise the cap under Usage, or book a slot next month`;

/** Said across the page of a slot that the cap has ended, or has kept from starting. */
export function capText(code: string, values: Values): { title: string; text: string } {
  const what =
    code === 'capped' ? 'Everything that ran was stopped' : 'This slot did not start and costs nothing';
  return { title: capSentence(values), text: `${what}. ${GO_ON}.` };
}

function capSentence({ capMicros, currency, period }: Values): string {
  return `The channel reached its cap of ${money(Number(capMicros), String(currency))} in ${monthYear(String(period))}`;
}

/** What became of data when its environment went to another host. */
function dataLeft({ from, to, left, found }: Values): string {
  if (left === 0) return `A spare copy of ${volumes(found)} was found on ${to}`;
  const on = found === 0 ? `on ${to} it starts empty` : `on ${to} it goes on with a spare copy`;
  return `${volumes(left)} ${one(left, 'stays', 'stay')} on ${from} for ${KEPT_FOR}; ${on}`;
}

/** Events of former versions do not say where spare copies were. */
function cleared({ volumes: n, spares }: Values): string {
  const also = spares ? `, and every spare copy on ${spares}` : '';
  return `${volumes(n)} ${one(n, 'was', 'were')} deleted${also}`;
}

/** What happened, by code. A code that is not known here is shown as it is: never hidden, never guessed. */
const EVENTS: Record<string, EventText> = {
  booked: text('scheduled', 'Booked'),
  starting: text('advice', ({ generation }) => `The slot has begun, generation ${generation} is being made`),
  running: text('done', ({ parts }) => (parts === 1 ? 'Everything runs' : `All ${parts} parts run`)),
  released: text('stopped', 'Released before its end'),
  capped: text('stopped', (values) => `${capSentence(values)}, so everything that ran was stopped. ${GO_ON}`),
  'not-started-at-cap': text(
    'stopped',
    (values) => `${capSentence(values)}, so this slot did not start and costs nothing. ${GO_ON}`,
  ),
  rescheduled: text('moving', ({ slots }) =>
    slots === 1 ? 'A slot has other times' : `${slots} slots have other times`,
  ),
  revised: text('moving', ({ slots, revision }) =>
    slots === 1
      ? `A slot is to run as revision ${revision}`
      : `${slots} slots are to run as revision ${revision}`,
  ),
  extended: text('scheduled', ({ until }) => `Extended to ${dayClock(String(until), viewerZone())}`),
  shortened: text('scheduled', ({ until }) => `Shortened to ${dayClock(String(until), viewerZone())}`),
  cancelled: text('stopped', 'Released before its start; nothing was made'),
  ending: text('advice', 'The end has come, everything is being removed'),
  ended: text('stopped', 'Ended, all that ran was removed'),
  'never-ran': text('stopped', 'Ended without ever having run; nothing is charged'),
  missed: text('failed', 'The slot passed without a start; nothing is charged'),
  'given-up': text('failed', 'The start took too long and was given up'),
  retried: text('advice', 'Started once more'),
  repaired: text('done', ({ machines }) =>
    machines === 1
      ? 'One machine had stopped and was started again'
      : `${machines} machines had stopped and were started again`,
  ),
  revision: text('advice', ({ revision, by }) => `${by} applies revision ${revision} of the design`),
  changed: text('done', 'The change is applied, and everything runs'),
  'asked-off': text('advice', (values) => `${values['by']} stops ${named(values)}`),
  'asked-on': text('advice', (values) => `${values['by']} starts ${named(values)}`),
  'asked-restart': text('advice', (values) => `${values['by']} restarts ${named(values)}`),
  'machines-off': text(
    'stopped',
    (values) => `${named(values)} ${one(values['machines'], 'is', 'are')} stopped; all of it stays reserved`,
  ),
  'machines-on': text('running', (values) => `${named(values)} ${one(values['machines'], 'runs', 'run')}`),
  silent: text(
    'degraded',
    ({ host, seconds }) =>
      `${host} does not answer. Data lies there, so it is waited for, up to ${seconds} s, before everything is moved; nothing is charged meanwhile`,
  ),
  resumed: text('done', 'The host answers again and everything runs; nothing was moved'),
  // Events of former versions say what was lost, and not how much was moved.
  moved: text('moved', ({ from, to, lost, machines }) => {
    const what = machines === undefined ? 'Everything' : machinesText(machines);
    const kept = `${from} failed. ${what} ${machines === undefined || machines === 1 ? 'was' : 'were'} moved to ${to}; names and addresses were kept`;
    if (lost === undefined) return kept;
    return lost === 0
      ? `${kept}, no data was lost`
      : `${kept}, ${volumes(lost)} on ${from} ${one(lost, 'is', 'are')} lost`;
  }),
  'moved-off': text(
    'moved',
    ({ from, to, machines, why }) =>
      `${emptied(from, why)}: ${machinesText(machines ?? 0).toLowerCase()} ${machines === 1 ? 'goes' : 'go'} to ${to} with the same names and addresses; nothing is charged meanwhile`,
  ),
  'planned-off': text(
    'moved',
    ({ from, to, why }) =>
      `${emptied(from, why)}: the slot is planned on ${to} instead, and begins as booked`,
  ),
  'planned-elsewhere': text(
    'moved',
    ({ from, to }) => `${from} failed. The slot is planned on ${to} instead, and begins as booked`,
  ),
  'moved-site': text(
    'moved',
    ({ from, to, machines, slots, networks }) =>
      `${from} has no room for it any more after a failure. ${machinesText(machines ?? 0)} ${one(machines, 'is', 'are')} made anew at ${to}${ahead(slots)}, with the same names${addressesText(networks)}. Its price stays as it was booked`,
  ),
  'planned-site': text(
    'moved',
    ({ from, to, slots, networks }) =>
      `${from} has no room for it any more after a failure. ${one(slots, 'Its slot begins', `Its ${slots} slots begin`)} as booked at ${to}, with the same names${addressesText(networks)}. Its price stays as it was booked`,
  ),
  'at-risk': text(
    'step',
    ({ host, stays }) =>
      `${host} failed, and no other host has room for the next slot.${whyHere(stays)} It begins once there is room or ${host} is back; what is not delivered is not charged`,
  ),
  restored: text(
    'done',
    (values) => `Everything runs again after ${values['seconds']} s. ${madeGood(values)}`,
  ),
  'ended-by-failure': text(
    'stopped',
    (values) => `The slot was over before there was room again. ${madeGood(values)}`,
  ),
  'data-left': text('moved', dataLeft),
  'follows-data': text('moved', ({ on }) => `It starts on ${on}, where its data lies`),
  stranded: text(
    'failed',
    (values) =>
      `${values['from']} failed and no other host of its site has room${roomText(values)}. What ran there has stopped.${whyHere(values['stays'])} It starts again by itself once there is room or what failed is back`,
  ),
  'starts-again': text(
    'advice',
    ({ on }) => `There is room on ${on} again, so it starts once more by itself`,
  ),
  chosen: text(
    'advice',
    ({ on, volumes: n }) =>
      `From the next start on, ${volumes(n)} on ${on} ${one(n, 'counts', 'count')}; what counted before is a spare copy`,
  ),
  'spare-deleted': text(
    'stopped',
    ({ on, volumes: n }) => `The spare copy of ${volumes(n)} on ${on} was deleted`,
  ),
  cleared: text('stopped', cleared),
};

export function eventText(code: string, values: Values): { glyph: GlyphState; text: string } {
  const known = EVENTS[code];
  if (known) return { glyph: known.glyph, text: known.text(values) };
  const details = Object.entries(values).map(([name, value]) => `${name} ${value}`);
  return { glyph: 'advice', text: [code.replaceAll(/[.-]/g, ' '), ...details].join(', ') };
}
