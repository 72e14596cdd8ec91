import type { SlotState, TimelineSpan } from '../../api/types.ts';
import { slotStatus } from '../status.ts';

const hosts = (n: number) => (n === 1 ? '1 host' : `${n} hosts`);
const machines = (n: number) => (n === 1 ? '1 machine' : `${n} machines`);

export const timelineText = {
  title: 'Host timeline',
  lead: (shown: number, all: number) =>
    shown === all ? hosts(all) : `${shown} of ${all} hosts have something here`,
  none: 'Nothing is booked and nothing happened in this period.',
  cut: (n: number) => `There is more than the first ${n} claims, which are shown. Choose a shorter period.`,
  zoom: 'Period shown',
  day: 'Day',
  week: 'Week',
  month: 'Month',
  as: 'Show the timeline as',
  axis: 'Timeline',
  table: 'Table',
  now: 'Now',
  earlier: 'Earlier',
  later: 'Later',
  showAs: (period: string) => `Timeline: ${period}`,
  isShown: 'It is shown already.',
  host: 'Host',
  what: 'What',
  channel: 'Channel',
  machines: 'Machines',
  from: 'From',
  to: 'To',
  open: 'not over',
  nobody: '–',
  csv: 'CSV',
  csvOf: 'Download the timeline as CSV',
  rows: 'What is on the timeline',
};

/** What a span is, in a word. */
export function spanWord(span: TimelineSpan): string {
  switch (span.what) {
    case 'claim':
      return claimWords[span.state];
    case 'failure':
      return 'No answer';
    case 'drain':
      return 'Drained';
    case 'maintenance':
      return 'Maintenance';
    default:
      return span satisfies never;
  }
}

const claimWords: Record<SlotState, string> = {
  scheduled: slotStatus.scheduled.word,
  starting: slotStatus.starting.word,
  running: slotStatus.running.word,
  ending: slotStatus.ending.word,
  ended: slotStatus.ended.word,
  cancelled: slotStatus.cancelled.word,
  attention: slotStatus.attention.word,
};

/** What is written in a bar. */
export function spanText(span: TimelineSpan): string {
  if (span.what === 'maintenance') return `${spanWord(span)}, ${span.reason}`;
  if (span.what !== 'claim') return spanWord(span);
  return span.machines === 1 ? span.channel : `${span.channel}, ${machines(span.machines)}`;
}

export function spanLabel(host: string, span: TimelineSpan, period: string): string {
  return `${host}: ${spanText(span)}, ${span.what === 'claim' ? `${spanWord(span)}, ` : ''}${period}`;
}
