import type { Vector } from '@patchbay/catalog';
/** `draining`: what is booked stays, nothing new comes. `suspect` answers late; `lost` does not answer. */
export type HostStatus = 'up' | 'suspect' | 'lost' | 'draining' | 'removed';
export interface HostDto {
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
}
export interface SiteDto {
  id: string;
  name: string;
  grade: number;
  racks: RackDto[];
  pools: PoolDto[];
}
export interface AttentionDto {
  environmentId: string;
  channel: string;
  since: string;
  step: string;
  reason: string;
}
export interface DataCenterDto {
  now: string;
  sites: SiteDto[];
  attention: AttentionDto[];
}
