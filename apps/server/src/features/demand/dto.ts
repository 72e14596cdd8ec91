import type { Shortage } from '@patchbay/engine/placement';

/** What one site was short of, over all searches of a period. */
export interface UnmetDto {
  siteName: string;
  shortOf: Shortage['of'];
  what: string;
  /** Searches in which it was short. */
  searches: number;
  /** Of these, how many would have fitted there had this alone been enough. */
  alone: number;
  /** Of these, how many could not have fitted at any time. */
  never: number;
  /** The most that was missing in one search. */
  mostMissing: number;
  lastAt: string;
}

export interface UnmetDemandDto {
  from: string;
  to: string;
  /** Different searches that found no room at any site. */
  searches: number;
  days: { date: string; searches: number }[];
  rows: UnmetDto[];
}
