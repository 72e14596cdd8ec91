/** The platform's own architecture tiers (A15). */
export type TierName = 'switch' | 'web' | 'usability' | 'middleware' | 'application' | 'data-center';
export type TierState = 'ok' | 'degraded' | 'failed';

export type FactName =
  | 'ports'
  | 'networks'
  | 'silent'
  | 'streams'
  | 'calls'
  | 'calls-failed'
  | 'mean-ms'
  | 'p95-ms'
  | 'answered'
  | 'refused'
  | 'too-many'
  | 'database-ms'
  | 'connection-mean-ms'
  | 'claims-confirmed'
  | 'claims-refused'
  | 'jobs-due'
  | 'jobs-overdue'
  | 'jobs-retried'
  | 'oldest-due-s'
  | 'steps-done'
  | 'steps-failed'
  | 'steps-lost'
  | 'hosts-up'
  | 'hosts-lost'
  | 'hosts-drained'
  | 'hosts-closed';

/** Something that was measured; null where there was nothing to measure yet. */
export interface FactDto {
  fact: FactName;
  value: number | null;
  /** Of how many. */
  of: number | null;
}

export interface TierDto {
  tier: TierName;
  state: TierState;
  facts: FactDto[];
}

export interface TiersDto {
  now: string;
  /** Real time that this process has counted for, in seconds. */
  sinceSeconds: number;
  tiers: TierDto[];
}
