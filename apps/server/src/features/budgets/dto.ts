import type { AlertPercent } from '@patchbay/engine/invoicing';

/** What a channel may come to in a calendar month (UTC), and how far the current one has come. Micro-units. */
export interface BudgetDto {
  channelName: string;
  /** `YYYY-MM`. */
  period: string;
  currency: string;
  amountMicros: number;
  alerts: AlertPercent[];
  hardCap: boolean;
  /** Nobody has changed it since the channel was made. */
  isDefault: boolean;
  /** Who is told; whether that is the person who asks. */
  told: { personId: string; name: string }[];
  toldMe: boolean;
  spentMicros: number;
  /** When what runs now reaches the hard cap with its reserved time; null where it does not. */
  capAt: string | null;
  /** Alerts of the month that were sent. */
  sent: { percent: AlertPercent; at: string; spentMicros: number; amountMicros: number }[];
}

/** What slots that are about to be booked mean for their channel's budget. */
export interface OutlookDto {
  amountMicros: number;
  hardCap: boolean;
  spentMicros: number;
  /** The fee that the first charge of a month brings with it; 0 where that month has it already. */
  feeMicros: number;
  /** When the channel reaches its hard cap if this is booked, with what runs and is booked; null where it does not before the end. */
  stopsAt: string | null;
}
