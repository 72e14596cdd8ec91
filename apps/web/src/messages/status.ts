import type { EnvironmentRow, Host, HostStatus, PartState, SlotState, Stage } from '../api/types.ts';
import type { GlyphState } from '../ui/status/state-glyph.tsx';
import { liveText } from './live.ts';

export interface Status {
  readonly glyph: GlyphState;
  readonly word: string;
}

export const slotStatus: Record<SlotState, Status> = {
  scheduled: { glyph: 'scheduled', word: 'Scheduled' },
  starting: { glyph: 'working', word: 'Starting' },
  running: { glyph: 'running', word: 'Running' },
  ending: { glyph: 'working', word: 'Ending' },
  ended: { glyph: 'stopped', word: 'Ended' },
  cancelled: { glyph: 'stopped', word: 'Released' },
  attention: { glyph: 'step', word: 'Needs attention' },
};

/**
 * The state of a slot, unless the host that it runs on is silent: then nobody knows. What the cap of its channel ended, or kept
 * from starting, is over without anybody having released it.
 */
export function environmentStatus({
  state,
  waitsFor,
  capped,
}: Pick<EnvironmentRow, 'state' | 'waitsFor' | 'capped'>): Status {
  if (capped && state === 'cancelled') return { glyph: 'stopped', word: liveText.notStarted };
  if (capped && state === 'ended') return { glyph: 'stopped', word: liveText.stoppedAtCap };
  if (state !== 'running' || waitsFor === null) return slotStatus[state];
  return { glyph: 'unknown', word: liveText.noAnswer(waitsFor) };
}

/** A part as it was last observed, or what is known of it once its host is silent or gone. */
export type ShownState = PartState | 'unknown';

export const partStatus: Record<ShownState, Status> = {
  planned: { glyph: 'todo', word: 'Planned' },
  creating: { glyph: 'working', word: 'Creating' },
  starting: { glyph: 'working', word: 'Starting' },
  running: { glyph: 'running', word: 'Running' },
  stopping: { glyph: 'working', word: 'Stopping' },
  gone: { glyph: 'stopped', word: 'Gone' },
  lost: { glyph: 'failed', word: 'Lost' },
  unknown: { glyph: 'unknown', word: 'Unknown' },
  stopped: { glyph: 'stopped', word: 'Stopped' },
};

export const stageStatus: Record<Stage['state'], Status> = {
  waiting: { glyph: 'todo', word: 'Waiting' },
  active: { glyph: 'working', word: 'In progress' },
  done: { glyph: 'done', word: 'Done' },
  failed: { glyph: 'failed', word: 'Failed' },
};

export const hostStatus: Record<HostStatus, Status> = {
  up: { glyph: 'running', word: 'Up' },
  suspect: { glyph: 'degraded', word: 'Suspect' },
  lost: { glyph: 'failed', word: 'Lost' },
  removed: { glyph: 'stopped', word: 'Removed' },
};
export const drainingStatus: Status = { glyph: 'step', word: 'Draining' };

const maintenanceStatus: Status = { glyph: 'step', word: 'Maintenance' };

/** What is wrong with a host; null when nothing is: silence is success. Under maintenance it may be off. */
export function hostTrouble({ status, draining, maintenance }: Host): Status | null {
  if (maintenance) return maintenanceStatus;
  if (status !== 'up') return hostStatus[status];
  return draining ? drainingStatus : null;
}
