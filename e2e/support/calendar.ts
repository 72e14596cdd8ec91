export interface CalendarEvent {
  readonly id: string;
  readonly start: Date;
  readonly end: Date;
  readonly status: string;
}

/** The events of an iCalendar text, as a program reads them: folded lines are joined, times are in UTC (RFC 5545). */
export function eventsOf(text: string): CalendarEvent[] {
  const [, ...blocks] = text.replaceAll(/\r\n[ \t]/g, '').split('BEGIN:VEVENT\r\n');
  return blocks.map((block) => {
    const field = (name: string) =>
      new RegExp(`^${name}(?:;[^:]*)?:(.*)$`, 'm').exec(block)?.[1]?.trim() ?? '';
    return {
      id: field('UID'),
      start: instant(field('DTSTART')),
      end: instant(field('DTEND')),
      status: field('STATUS'),
    };
  });
}

function instant(text: string): Date {
  return new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
