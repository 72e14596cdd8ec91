import { Temporal } from 'temporal-polyfill';
import { recurrence, type Recurrence } from './recurrence.ts';

/**
 * A rule as lines of iCalendar (RFC 5545, 3.8.2.4, 3.8.2.5, 3.8.5): `DTSTART`, `DURATION`, `RRULE` and, where days are left
 * out, `EXDATE`. The last day is written as `UNTIL`, in UTC as the RFC wants it beside a zone: the last second of that day.
 */
export function recurrenceText(rule: Recurrence): string {
  const { zone, ends } = rule;
  const local = (day: string) => `${compact(day)}T${rule.time.replace(':', '')}00`;
  const parts = [
    `FREQ=${rule.unit === 'day' ? 'DAILY' : 'WEEKLY'}`,
    `INTERVAL=${rule.every}`,
    ...(rule.unit === 'week' ? [`BYDAY=${rule.weekdays.join(',')}`] : []),
    'count' in ends ? `COUNT=${ends.count}` : `UNTIL=${endOfDay(ends.until, zone)}`,
  ];
  return [
    `DTSTART;TZID=${zone}:${local(rule.date)}`,
    `DURATION:PT${rule.minutes}M`,
    `RRULE:${parts.join(';')}`,
    ...(rule.except.length > 0 ? [`EXDATE;TZID=${zone}:${rule.except.map(local).join(',')}`] : []),
  ].join('\n');
}

/** Reads what `recurrenceText` writes; null for anything else. */
export function readRecurrence(text: string): Recurrence | null {
  const lines = text.split('\n');
  const start = /^DTSTART;TZID=([^:]+):(\d{8})T(\d{2})(\d{2})00$/.exec(lines[0] ?? '');
  const length = /^DURATION:PT(\d+)M$/.exec(lines[1] ?? '');
  const rule = new Map(
    (lines[2] ?? '')
      .replace(/^RRULE:/, '')
      .split(';')
      .map(pair),
  );
  const except = /^EXDATE;TZID=[^:]+:(.+)$/.exec(lines[3] ?? '');
  const zone = start?.[1] ?? '';
  const until = rule.get('UNTIL');
  const read = recurrence.safeParse({
    zone,
    date: dashed(start?.[2] ?? ''),
    time: `${start?.[3]}:${start?.[4]}`,
    minutes: Number(length?.[1]),
    every: Number(rule.get('INTERVAL')),
    unit: rule.get('FREQ') === 'DAILY' ? 'day' : 'week',
    weekdays: rule.get('BYDAY')?.split(',') ?? [],
    ends: until === undefined ? { count: Number(rule.get('COUNT')) } : { until: dayOf(until, zone) },
    except: except?.[1]?.split(',').map((at) => dashed(at.slice(0, 8))) ?? [],
  });
  return read.success ? read.data : null;
}

const compact = (day: string) => day.replaceAll('-', '');
const dashed = (day: string) => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;

function pair(text: string): [string, string] {
  const [name = '', value = ''] = text.split('=');
  return [name, value];
}

function endOfDay(day: string, zone: string): string {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone);
  const last = next.toInstant().subtract({ seconds: 1 }).toString({ smallestUnit: 'second' });
  return compact(last).replaceAll(':', '');
}

/** The day of an instant that is written as `20270331T215959Z`; of text that is none, nothing that is a day. */
function dayOf(until: string, zone: string): string {
  const at = /^(\d{8})T(\d{2})(\d{2})(\d{2})Z$/.exec(until);
  if (!at) return '';
  const instant = Temporal.Instant.from(`${dashed(at[1] ?? '')}T${at[2]}:${at[3]}:${at[4]}Z`);
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
}
