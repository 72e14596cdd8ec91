import { customType } from 'drizzle-orm/pg-core';
import type { Instant, Interval } from '@patchbay/engine/time';

/** timestamptz, read and written as milliseconds since the epoch. Sessions run in UTC. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamptz',
  fromDriver: (value) => readInstant(value),
  toDriver: (value) => new Date(value).toISOString(),
});

/** tstzrange, always half-open `[start, end)`. */
export const interval = customType<{ data: Interval; driverData: string }>({
  dataType: () => 'tstzrange',
  fromDriver: (value) => readInterval(value),
  toDriver: ({ start, end }) => `[${new Date(start).toISOString()},${new Date(end).toISOString()})`,
});

/** Postgres writes `2026-11-22 09:00:00.5+00`; the session's zone is UTC, so the offset is always `+00`. */
function readInstant(text: string): Instant {
  return Date.parse(`${text.replace(' ', 'T').replace(/\+00(:00)?$/, '')}Z`);
}

export function readInterval(text: string): Interval {
  const match = /^\["?([^",]+)"?,"?([^",]+)"?\)$/.exec(text);
  if (!match?.[1] || !match[2]) throw new Error(`not a bounded half-open range: ${text.slice(0, 80)}`);
  return { start: readInstant(match[1]), end: readInstant(match[2]) };
}
