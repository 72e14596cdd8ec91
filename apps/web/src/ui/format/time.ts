const LOCALE = 'en-US';
type Moment = string | number;

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(at: Moment, zone: string): Record<string, string> {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat(LOCALE, {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(instant(at)).map(({ type, value }) => [type, value]));
}

function instant(at: Moment): number {
  return typeof at === 'number' ? at : Date.parse(at);
}

/** The zone that this browser shows times in. */
export function viewerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** `10:42` */
export function clock(at: Moment, zone: string): string {
  const p = parts(at, zone);
  return `${p.hour}:${p.minute}`;
}

/** `10:42:07` */
export function clockSeconds(at: Moment, zone: string): string {
  return `${clock(at, zone)}:${parts(at, zone).second}`;
}

/** `Tue 24 Nov` */
export function day(at: Moment, zone: string): string {
  const p = parts(at, zone);
  return `${p.weekday} ${p.day} ${p.month}`;
}

/** `Tue 24 Nov` from `2026-11-24`: a date alone is read as one of UTC. */
export const dayOf = (date: string) => day(date, 'UTC');

/** `1 Nov` from `2026-11-01`. */
export function dayMonth(date: string): string {
  const p = parts(date, 'UTC');
  return `${p.day} ${p.month}`;
}

/** `Tue 24 Nov 2026` */
export function dayYear(at: Moment, zone: string): string {
  return `${day(at, zone)} ${parts(at, zone).year}`;
}

/** `Tue 24 Nov, 10:42` */
export function dayClock(at: Moment, zone: string): string {
  return `${day(at, zone)}, ${clock(at, zone)}`;
}

/** `Tue 24 Nov 2026, 10:42:07` */
export function full(at: Moment, zone: string): string {
  return `${dayYear(at, zone)}, ${clockSeconds(at, zone)}`;
}

/** `2026-11-24` in a zone. */
export function isoDate(at: Moment, zone: string): string {
  const p = parts(at, zone);
  const month = new Intl.DateTimeFormat(LOCALE, { timeZone: zone, month: '2-digit' }).format(instant(at));
  return `${p.year}-${month}-${(p.day ?? '').padStart(2, '0')}`;
}

/** `Tue 24 Nov`; with its year when that is not the one of `now`. */
export function nearDay(at: Moment, zone: string, now: Moment): string {
  return parts(at, zone).year === parts(now, zone).year ? day(at, zone) : dayYear(at, zone);
}

/** `Tue 24 Nov, 09:00–11:00`, with the second date when the slot ends on another day, and years that are not that of `now`. */
export function slotText(
  slot: { start: Moment; end: Moment },
  zone: string,
  now: Moment = slot.start,
): string {
  const last = day(slot.start, zone) === day(slot.end, zone) ? '' : `${nearDay(slot.end, zone, now)}, `;
  return `${nearDay(slot.start, zone, now)}, ${clock(slot.start, zone)}–${last}${clock(slot.end, zone)}`;
}

/** `UTC+1` */
export function offset(at: Moment, zone: string): string {
  const format = new Intl.DateTimeFormat(LOCALE, { timeZone: zone, timeZoneName: 'shortOffset' });
  const name = format.formatToParts(instant(at)).find((part) => part.type === 'timeZoneName')?.value ?? '';
  // Runtimes differ: GMT, GMT+0 and UTC are all written UTC here.
  return name.replace('GMT', 'UTC').replace(/\+0$/, '');
}

/** `Europe/Berlin, UTC+1`; UTC alone when that is all there is to say. */
export function zoneText(at: Moment, zone: string): string {
  const by = offset(at, zone);
  return zone === by ? zone : `${zone}, ${by}`;
}

/** Years that an address may name, those whose months the server answers for. */
const [FIRST_YEAR, LAST_YEAR] = [2000, 2199];

/** Whether a text, such as one out of an address, is a day of the calendar: `2026-02-28`, never `2026-02-30`. */
export function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(text)) return false;
  const year = Number(text.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** The same for a month: `2026-02`, never `2026-99`. */
export function isMonth(text: string): boolean {
  return isDate(`${text}-01`);
}

/** `November` from `2026-11`. */
export function monthName(period: string): string {
  return new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', month: 'long' }).format(
    Date.parse(`${period}-01T00:00:00Z`),
  );
}

/** `November 2026` from `2026-11`. */
export function monthYear(period: string): string {
  return `${monthName(period)} ${period.slice(0, 4)}`;
}

/** `9 h 18 min`, `4 min 30 s`, `12 s`: the two largest units, rounded down. */
export function duration(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1000));
  const days = Math.floor(total / 86_400);
  const hours = Math.floor((total % 86_400) / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = total % 60;
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`;
  return `${seconds} s`;
}
