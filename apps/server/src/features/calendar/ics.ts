import ical, { ICalEventStatus } from 'ical-generator';
import type { SlotState } from '../reservations/dto.ts';

/** A slot as a calendar has it. */
export interface CalendarSlot {
  readonly slotId: string;
  readonly environmentId: string;
  readonly name: string;
  readonly state: SlotState;
  readonly siteName: string;
  readonly slot: { readonly start: string; readonly end: string };
  readonly zone: string;
  readonly sequence: number;
  readonly bookedAt: string;
}

/**
 * Slots as iCalendar (RFC 5545), each an event of its own in UTC: its id never changes, its sequence rises with every other
 * time it gets, and one that was cancelled stays in it as such, so that it disappears from calendars that have it.
 */
export function calendarOf(
  slots: readonly CalendarSlot[],
  { name, origin, now }: { name: string; origin: string; now: number },
): string {
  const calendar = ical({
    name: `Patchbay, ${name}`,
    prodId: { company: 'Patchbay', product: 'Schedule', language: 'EN' },
    ttl: 15 * 60,
  });
  for (const one of slots)
    calendar.createEvent({
      id: `${one.slotId}@patchbay`,
      sequence: one.sequence + (one.state === 'cancelled' ? 1 : 0),
      stamp: new Date(now),
      created: new Date(one.bookedAt),
      start: new Date(one.slot.start),
      end: new Date(one.slot.end),
      summary: one.name,
      location: one.siteName,
      description: `Environment: ${one.name}\nTimes are kept in ${one.zone}.`,
      url: `${origin}/environments/${one.environmentId}`,
      status: one.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  return calendar.toString();
}
