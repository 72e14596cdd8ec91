export type FailureScope = 'host' | 'rack' | 'site';

/**
 * `waits`: its data is on a host that may come back. `moved`: its machines went elsewhere. `planned`: it had not begun, and
 * begins elsewhere. `stranded`: there is no room for it. `ended`: its slot was over before there was.
 */
export type HitOutcome = 'waits' | 'moved' | 'planned' | 'stranded' | 'returned' | 'ended';

export interface HitDto {
  environmentId: string;
  /** The operator sees channels, never designs. */
  channel: string;
  outcome: HitOutcome;
  machines: number;
  to: string[];
  /** The other site to which it went; null where it stayed at its own. */
  toSite: string | null;
  /** Null while it is not over. */
  downSeconds: number | null;
  creditMicros: number;
}

export interface FailureDto {
  id: string;
  scope: FailureScope;
  scopeId: string;
  name: string;
  siteName: string;
  hosts: number;
  returned: number;
  since: string;
  lostAt: string;
  endedAt: string | null;
  closedAt: string | null;
  hits: HitDto[];
}
