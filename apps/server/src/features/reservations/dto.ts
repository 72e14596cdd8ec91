import type { VersionNote } from '@patchbay/engine/design';
import type { Rejection } from '@patchbay/engine/placement';
import type { Estimate } from '@patchbay/engine/rating';
import type { OutlookDto } from '../budgets/dto.ts';
export interface SlotDto {
  start: string;
  end: string;
}
/** Whether a design fits into a slot now, and what it would cost. Nothing is held. */
export interface QuoteDto {
  fits: boolean;
  slot: SlotDto;
  siteName: string | null;
  /** Whether machines there are real; null when it fits nowhere. */
  real: boolean | null;
  currency: string;
  /** Reserved time in the first hour, with its band and the grade of the site. */
  perHourMicros: number;
  /** What it is expected to cost in all; a booking names `totalMinor`. */
  totalMicros: number;
  totalMinor: number;
  /** What that is made of, and the most that it can come to. */
  estimate: Estimate;
  priceBookVersionId: string;
  /** Seconds until everything typically runs. */
  readySeconds: number;
  /** Why it does not fit: counted, typed reasons over all sites. Empty when it fits. */
  rejection: Rejection | null;
  /** Why no real host takes it though any would do; null when one does, when a place was chosen and where there are none. */
  whyNotReal: Rejection | null;
  /** The next slot of the same length that was solved and fits; null when none does within the horizon. */
  next: SlotDto | null;
  /** What all that fits means for the budget. */
  budget: OutlookDto;
}
/** Somewhere that can be booked. */
export interface PlaceDto {
  siteId: string;
  name: string;
  real: boolean;
}
export type SlotState = 'scheduled' | 'starting' | 'running' | 'ending' | 'ended' | 'cancelled' | 'attention';
/** One slot of a reservation. */
export interface ReservationDto {
  id: string;
  slotId: string;
  environmentId: string;
  designId: string;
  name: string;
  revision: number;
  /** Of its design as it is now; null where that is removed. */
  newestRevision: number | null;
  slot: SlotDto;
  zone: string;
  state: SlotState;
  /** The lost host that it waits for; null when it waits for none. */
  waitsFor: string | null;
  /** Whether it is over because of the cap of its channel. */
  capped: boolean;
  siteName: string;
  /** What this slot costs if it is kept to its end. */
  totalMicros: number;
  /** Charged so far; for a slot that is over, what it cost. */
  chargedMicros: number;
  currency: string;
  bookedAt: string;
  /** The rule of a series (RFC 5545), as it was booked; null for a single slot. */
  recurrence: string | null;
  /** How many slots were booked with it, cancelled ones included, and what all of them cost if they are kept. */
  slots: number;
  sumMicros: number;
  /** Whether it has other counts or sizes than the design: the times between the slots of a series. */
  variant: boolean;
}
export type BookResultDto =
  | { outcome: 'booked'; reservation: ReservationDto }
  | { outcome: 'full'; quote: QuoteDto };
/** One date of a series. */
export interface SeriesDateDto {
  /** In the zone of the series. */
  date: string;
  /** `own`: the environment has another slot then. `gap-…`: the clocks jump over its start or end. */
  outcome: 'fits' | 'full' | 'own' | 'gap-start' | 'gap-end' | 'past' | 'too-far' | 'too-short';
  slot: SlotDto | null;
  /** Its start or end happens twice on that day; the first one is meant. */
  twice: boolean;
  totalMicros: number;
  rejection: Rejection | null;
  /** The nearest times of the same day that were solved and fit; null where they were not looked for. */
  alternatives: SlotDto[] | null;
}
/** A time between two slots of a series, for which something smaller is asked. */
export interface SeriesBetweenDto {
  slot: SlotDto;
  fits: boolean;
  totalMicros: number;
  rejection: Rejection | null;
}
/** Which dates of a series fit now, and what those cost. Nothing is held. */
export interface SeriesQuoteDto {
  /** Every date fits, and every time between. */
  fits: boolean;
  siteName: string | null;
  real: boolean | null;
  currency: string;
  /** Reserved time in the first hour of the series, and of the first time between. */
  perHourMicros: number;
  outsidePerHourMicros: number | null;
  /** What all that fits is expected to cost; to book names `totalMinor`. */
  totalMicros: number;
  totalMinor: number;
  estimate: Estimate;
  priceBookVersionId: string;
  readySeconds: number;
  dates: SeriesDateDto[];
  outside: SeriesBetweenDto[];
  /** What all that fits means for the budget. */
  budget: OutlookDto;
}
export type SeriesResultDto =
  | { outcome: 'booked'; reservation: ReservationDto }
  | { outcome: 'conflicts'; quote: SeriesQuoteDto };
/** What other times of some slots come to. Nothing is changed. */
export interface ChangeQuoteDto {
  fits: boolean;
  dates: SeriesDateDto[];
  currency: string;
  /** What those slots cost as they are, and as they would be. */
  beforeMicros: number;
  totalMicros: number;
  totalMinor: number;
  /** What that is made of, and the most that they can come to. */
  estimate: Estimate;
  /** Other slots of the environment from the first one on, which stay as they are. */
  others: number;
  /** What it means for the budget. */
  budget: OutlookDto;
}
export type ChangeResultDto =
  | { outcome: 'changed'; slots: number }
  | { outcome: 'conflicts'; quote: ChangeQuoteDto };
/** How long a slot can go on where it is. */
export interface RoomDto {
  end: string;
  /** The last end that was solved and fits; its own end where it cannot go on at all. */
  longestEnd: string;
  /** What the slot costs up to there, and as it is. */
  totalMicros: number;
  totalMinor: number;
  beforeMicros: number;
  currency: string;
  /**
   * What is in the way after that: a slot may not be longer; the next slot of the same environment; hosts or units that
   * somebody has, who is not named.
   */
  after: { why: 'longest' | 'own' | 'host' } | { why: 'pool'; resourceClass: string };
}

/** Machines of one fate, the first ones by name. */
export interface MachinesDto {
  count: number;
  names: string[];
}

/** What becomes of an environment that runs when it goes on with another revision of its design. */
export interface RevisionQuoteDto {
  /** The revision that runs, and the one that would. */
  from: number;
  to: number;
  /** What differs, to be read. */
  notes: VersionNote[];
  /** Parameters that are fixed once it runs and would change: then it cannot go on, only begin anew. */
  fixed: { of: string; label: string }[];
  /** The first finding that stops booking; null when there is none. */
  problem: string | null;
  fits: boolean;
  rejection: Rejection | null;
  /** Slots of the environment that are booked after this one; they stay as they are. */
  later: number;
  machines: { kept: MachinesDto; remade: MachinesDto; added: MachinesDto; removed: MachinesDto };
  /** Until when. */
  end: string;
  currency: string;
  perHourBeforeMicros: number;
  perHourMicros: number;
  /** What the rest of the slot is expected to cost, and would have. */
  restBeforeMicros: number;
  restMicros: number;
  restMinor: number;
  /** What that is made of, and the most that it can come to. */
  estimate: Estimate;
  /** What it means for the budget. */
  budget: OutlookDto;
}
export type ApplyResultDto =
  | { outcome: 'applied'; slotId: string }
  | { outcome: 'full'; quote: RevisionQuoteDto };
