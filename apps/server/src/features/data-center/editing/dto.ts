import type { Vector } from '@patchbay/catalog';

/** A host as it is written down: what an operator fills in, and a row of a file. Amounts of a real host are its engine's. */
export interface HostSpec {
  readonly name: string;
  readonly rack: string;
  readonly rackUnit: number;
  readonly model: string;
  readonly arch: string;
  readonly clockMhz: number;
  readonly year: number;
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly diskGiB: number;
  readonly gpus: number;
}

/** A slot that has more than would be left. */
export interface InTheWayDto {
  slotId: string;
  channel: string;
  start: string;
  end: string;
}

/** Done, or what is in the way of it, and until when (CAP-1). */
export type EditedDto =
  | { outcome: 'done'; id: string }
  | { outcome: 'claimed'; short: (keyof Vector)[]; until: string; slots: InTheWayDto[]; more: number };

/** Why a row of a file is not taken. */
export type RowProblem =
  | 'fields'
  | 'site'
  | 'real'
  | 'name'
  | 'unit'
  | 'arch'
  | 'number'
  | 'twice'
  | 'unit-taken'
  | 'booked'
  | 'claimed';

export interface ImportRowDto {
  line: number;
  site: string;
  host: string;
  outcome: 'added' | 'changed' | 'unchanged' | 'refused';
  /** Which fields change. */
  changes: string[];
  problem: RowProblem | null;
  /** The column that the problem is in. */
  column: string | null;
}

export interface ImportDto {
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  /** What is refused first, then what changes; what stays as it is is not listed. */
  rows: ImportRowDto[];
  more: number;
}

export interface StockPoolDto {
  id: string;
  siteId: string;
  resourceClass: string;
  capacity: number;
  reserved: number;
  used: number;
  /** The most that is reserved together at any instant from now on, and until when that much is. */
  mostReserved: number;
  mostUntil: string | null;
  /** Whether each unit has a name, such as an address. */
  named: boolean;
  /** Counted over the disks of its hosts, which alone change it. */
  ofHosts: boolean;
}

export type PoolChangedDto = { outcome: 'done' } | { outcome: 'claimed'; needed: number; until: string };
