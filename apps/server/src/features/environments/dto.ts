import type { Abstraction } from '@patchbay/catalog';
import type { DesignDocument } from '@patchbay/engine/design';
import type { SlotDto, SlotState } from '../reservations/dto.ts';
export interface EnvironmentRowDto {
  id: string;
  name: string;
  state: SlotState;
  /** The lost host that it waits for, while it runs there; at attention, for room elsewhere as well. */
  waitsFor: string | null;
  /** Whether its slot is over because of the cap of its channel. */
  capped: boolean;
  slot: SlotDto;
  designId: string;
  /** Of the design, in the slot that counts now. */
  revision: number;
  /** Whether there is data of an earlier slot that the next one finds again. */
  keepsData: boolean;
}
/** A folder of a machine, or a drawn disk, that is kept from slot to slot. */
export interface KeptDataDto {
  /** The machine or the disk. */
  component: string;
  idx: number;
  name: string;
  /** Whether the drawing has several copies of it. */
  several: boolean;
  /** Null for a disk. */
  folder: string | null;
}
/** News of one environment; of all of its account as well, when there is any. */
export interface NewsDto {
  environment: EnvironmentDto;
  list: EnvironmentRowDto[] | null;
}
export type PartState =
  | 'planned'
  | 'creating'
  | 'starting'
  | 'running'
  | 'stopping'
  | 'stopped'
  | 'gone'
  | 'lost';
/** One copy of a component as the driver last observed it. */
export interface PartDto {
  component: string;
  idx: number;
  name: string;
  type: string;
  state: PartState;
  host: string | null;
  addresses: string[];
  observedAt: string | null;
  /** Whether it can be stopped and started by itself. */
  machine: boolean;
  /** Whether people can reach it while it runs. */
  access: boolean;
  /** TCP ports that its software answers at. */
  ports: { port: number; label: string; web: boolean }[];
}
export interface StageDto {
  stage: 'bind' | 'images' | 'networks' | 'machines' | 'start' | 'ready' | 'stop' | 'remove' | 'release';
  state: 'waiting' | 'active' | 'done' | 'failed';
  startedAt: string | null;
  endedAt: string | null;
  typicalSeconds: number;
}
export interface EventDto {
  id: string;
  at: string;
  code: string;
  values: Record<string, string | number>;
}
/** The spare copy of an environment's data on one host: what lies there does not count, unless its owner chooses it. */
export interface SpareDto {
  hostId: string;
  host: string;
  /** Whether the host answers now; else its copy is spared, but cannot be chosen. */
  answers: boolean;
  data: KeptDataDto[];
  /** Of the drawn disks in it. */
  capacityGiB: number;
  /** When the environment left it. */
  since: string;
  until: string;
}
export interface EnvironmentDto extends Omit<EnvironmentRowDto, 'keepsData'> {
  reservationId: string;
  /** The slot that counts now. */
  slotId: string;
  /** The newest revision of its design; null once that is deleted. */
  newestRevision: number | null;
  /** Whether an applied change is still being made. */
  changing: boolean;
  catalogVersionId: string;
  /** Versions of abstractions that the document is read beside, as well as its catalog. */
  abstractions: readonly Abstraction[];
  document: DesignDocument;
  generation: number;
  siteName: string;
  zone: string;
  simulated: boolean;
  parts: PartDto[];
  stages: StageDto[];
  events: EventDto[];
  currency: string;
  perHourMicros: number;
  /** Charged so far for this slot. */
  chargedMicros: number;
  expectedMicros: number;
  /** The same slot before a newer revision was applied to what ran; null where none was. */
  earlier: { start: string; chargedMicros: number; expectedMicros: number } | null;
  /** When it did not run because its host was lost; what has not ended goes on. None of it is charged. */
  downtimes: SlotDto[];
  /** Whether it is down at this instant, and is being mended or waits for that. */
  down: boolean;
  data: KeptDataDto[];
  /** By host; until one is deleted its owner can choose it. */
  spares: SpareDto[];
  /** What failed so often in a row that people should know, and is tried again by itself; null while all goes well. */
  failing: { job: 'start' | 'end'; tries: number } | null;
  /** Whether a slot is booked that has not begun. */
  bookedAhead: boolean;
  /** What waits for a next slot, and until when; null while a slot is ahead or under way. */
  kept: { until: string } | null;
  /** What becomes of data and addresses after the last slot: kept for a time, or deleted at once. */
  atExpiry: 'suspend' | 'release';
  /** World time of this answer. */
  asOf: string;
}
