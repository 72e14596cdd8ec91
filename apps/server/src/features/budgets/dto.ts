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
  /** The fees that the first charges of months bring with them, and of how many months that have none yet. */
  feeMicros: number;
  feeMonths: number;
  /** When the channel reaches its hard cap if this is booked, with what runs and is booked; null where it does not before the end. */
  stopsAt: string | null;
  /** The cap is reached before the first of them begins, so that it would not start. */
  startsNot: boolean;
}
