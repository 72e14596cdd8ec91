import type { Vector } from '@patchbay/catalog';
import type { SlotState } from '@patchbay/engine/reservation';

/** Something that is so of a host for a time. */
export type SpanDto = { start: string; /** Null while nobody knows. */ end: string | null } & (
  | {
      what: 'claim';
      slotId: string;
      /** The operator sees channels by their number, never whose they are. */
      channel: string;
      machines: number;
      state: SlotState;
      vector: Vector;
    }
  | { what: 'failure'; failureId: string }
  | { what: 'drain' }
  | { what: 'maintenance'; maintenanceId: string; reason: string }
);

export interface HostSpansDto {
  id: string;
  spans: SpanDto[];
}

export interface TimelineDto {
  now: string;
  /** Hosts of which there is something to show. */
  hosts: HostSpansDto[];
  /** Whether there was more than is shown. */
  cut: boolean;
}
