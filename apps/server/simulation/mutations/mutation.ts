import type { Driver } from '../../src/drivers/driver.ts';
import type { Fault } from '../faults/storm.ts';

/** A mistake that somebody could make, planted from outside: the checks are to find it. */
export interface Mutation {
  readonly name: string;
  /** Ids of the invariants of which one is expected to break. */
  readonly breaks: readonly string[];
  /** What has to go wrong for it to show. */
  readonly faults?: readonly Fault[];
  /** Run on the database of the simulation. */
  readonly sql?: string;
  /** Put between the workers and the way to the data center. */
  readonly driver?: (driver: Driver) => Driver;
  /** Workers look for work only when they are told. */
  readonly isDeaf?: boolean;
}

/** SQL that changes rows of a table on their way in. */
export const onTheWayIn = (table: string, event: 'insert' | 'update' | 'insert or update', body: string) => `
  create function simulation.mutate() returns trigger language plpgsql security definer set search_path = public as $$
  begin ${body} return new; end $$;
  create trigger a_mutation before ${event} on ${table} for each row execute function simulation.mutate();`;
