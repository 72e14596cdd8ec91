import type { LeavingDto } from '../dto.ts';

export interface MaintenanceDto {
  id: string;
  scope: 'host' | 'rack';
  scopeId: string;
  name: string;
  siteName: string;
  hosts: string[];
  start: string;
  end: string;
  reason: string;
  state: 'ahead' | 'under-way' | 'over' | 'cancelled';
  plannedAt: string;
  cancelledAt: string | null;
}

/** What a window would do: every slot that is in its way, where it would go, and which cannot go anywhere. */
export interface ImpactDto {
  hosts: string[];
  moves: LeavingDto[];
}
