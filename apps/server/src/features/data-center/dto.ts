import type { Vector } from '@patchbay/catalog';
import type { Limit } from '../../drivers/driver.ts';
/** `suspect` has not answered just now; `lost` is taken to be gone, and what ran there moves or waits. */
export type HostStatus = 'up' | 'suspect' | 'lost' | 'removed';
/** What stands behind an address. */
export interface ProbeDto {
  engine: string;
  apiVersion: string;
  arch: string;
  cpus: number;
  memoryMiB: number;
  pingMs: number;
  limits: Limit[];
  /** The host that this engine is already; null when it is new. */
  hostName: string | null;
}
export interface EngineDto {
  address: string;
  engine: string;
  apiVersion: string;
  pingMs: number;
  limits: Limit[];
  /** Real time of its last answer. */
  seenAt: string;
}
export interface HostDto {
  status: HostStatus;
  draining: boolean;
  /** What it is closed for now; null while it is open. */
  maintenance: { id: string; end: string; reason: string } | null;
  /** Environments that keep data on it; simulated hosts keep none of their own. */
  keptBy: number;
  /** Null for a simulated host. */
  engine: EngineDto | null;
  id: string;
  name: string;
  rackUnit: number;
  model: string;
  arch: string;
  clockMhz: number;
  year: number;
  capacity: Vector;
  reserved: Vector;
  used: Vector;
  /** Claims now and in the next 24 h. The operator sees channels, never designs. */
  claims: { start: string; end: string; channel: string; copies: number }[];
}
/** What draining a host does to one slot. */
export interface LeavingDto {
  slotId: string;
  environmentId: string;
  channel: string;
  start: string;
  end: string;
  runs: boolean;
  machines: number;
  /** Null where it stays until it is over. */
  to: string[] | null;
  stays: 'full' | 'real' | null;
  /** Typical time without its machines. */
  seconds: number;
  creditMicros: number;
}
export interface RackDto {
  id: string;
  name: string;
  hosts: HostDto[];
}
export interface PoolDto {
  id: string;
  resourceClass: string;
  capacity: number;
  reserved: number;
  /** Of what is reserved, what slots under way have. */
  used: number;
}
export interface SiteDto {
  id: string;
  name: string;
  simulated: boolean;
  grade: number;
  racks: RackDto[];
  pools: PoolDto[];
}
/** Work that fails and is tried again; a slot that waits for its lost host or for room; a start that was given up. */
export type AttentionDto = { environmentId: string; channel: string; since: string } & (
  | { what: 'work'; step: string; reason: string }
  | { what: 'stranded'; host: string }
  | { what: 'given-up' }
);
/** A site has no more of something: of a pool, by its resource class, or of hosts, by their architecture. */
export interface CapacityEventDto {
  id: string;
  siteName: string;
  shortOf: 'pool' | 'arch';
  what: string;
  fullAt: string;
  /** Null while there is none. */
  roomAt: string | null;
}
export interface DataCenterDto {
  now: string;
  sites: SiteDto[];
  attention: AttentionDto[];
  /** Of what is credited and owed. */
  currency: string;
}
