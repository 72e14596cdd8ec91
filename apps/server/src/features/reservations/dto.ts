import type { Rejection } from '@patchbay/engine/placement';
import type { Estimate } from '@patchbay/engine/rating';
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
}
/** Somewhere that can be booked. */
export interface PlaceDto {
  siteId: string;
  name: string;
  real: boolean;
}
export type SlotState = 'scheduled' | 'starting' | 'running' | 'ending' | 'ended' | 'cancelled' | 'attention';
export interface ReservationDto {
  id: string;
  environmentId: string;
  designId: string;
  name: string;
  revision: number;
  slot: SlotDto;
  zone: string;
  state: SlotState;
  /** The lost host that it waits for; null when it waits for none. */
  waitsFor: string | null;
  siteName: string;
  totalMicros: number;
  /** Charged so far; for a slot that is over, what it cost. */
  chargedMicros: number;
  currency: string;
  bookedAt: string;
}
export type BookResultDto =
  | { outcome: 'booked'; reservation: ReservationDto }
  | { outcome: 'full'; quote: QuoteDto };
