import type { Requests } from '../customers/requests.ts';
import type { Outage } from '../faults/outages.ts';
import type { Session } from '../database/client.ts';
import type { Violation } from '../violation.ts';

/** What an invariant is judged by: the rows as they are, and what the customers know. */
export interface Facts {
  readonly now: number;
  /** When it was judged before. */
  readonly since: number;
  readonly requests: Requests;
  readonly outages: readonly Outage[];
  read<T>(query: string, values?: readonly unknown[]): T[];
}

export type Check = (facts: Facts) => Violation[];

export function factsOf(
  { statements, scheduler }: Session,
  { requests, outages, since }: Pick<Facts, 'requests' | 'outages' | 'since'>,
): Facts {
  statements.script(`set simulation.now to '${iso(scheduler.now)}'`);
  return {
    now: scheduler.now,
    since,
    requests,
    outages,
    read: <T>(query: string, values: readonly unknown[] = []) => {
      const { columns, rows } = statements.run(query, values);
      return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])) as T);
    },
  };
}

/** Milliseconds since the epoch, as a column. */
export const ms = (column: string, as: string) => `(extract(epoch from ${column}) * 1000)::float8 as "${as}"`;
export const bounds = (column: string) =>
  `${ms(`lower(${column})`, 'start')}, ${ms(`upper(${column})`, 'end')}`;

export const iso = (at: number) => new Date(at).toISOString();

export function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
