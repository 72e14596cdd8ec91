import type { Interval } from '@patchbay/engine/time';
import type { SlotDto } from './dto.ts';

export function slotDto({ start, end }: Interval): SlotDto {
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
}
