import type { Driver } from '../../src/drivers/driver.ts';
import type { Session } from '../database/client.ts';
import type { Fault } from '../faults/storm.ts';

/** A mistake that somebody could make, planted from outside: the checks are to find it. */
export interface Mutation {
  readonly name: string;
  /** Ids of the invariants of which one is expected to break. */
  readonly breaks: readonly string[];
  /** Where it is seen first: found anew by `npm run soak -- simulation --mutations`. */
  readonly seed: number;
  /** Simulated days; one, where it shows at once. */
  readonly days?: number;
  /** What has to go wrong for it to show. */
  readonly faults?: readonly Fault[];
  /** Run on the database of the simulation. */
  readonly sql?: string;
  /** A statement of the product written otherwise. */
  readonly statement?: (text: string) => string;
  /** Put between the workers and the way to the data center. */
  readonly driver?: (driver: Driver, session: Session) => Driver;
  /** Workers look for work only when they are told. */
  readonly isDeaf?: boolean;
}

type Event = 'insert' | 'update' | 'insert or update';

/** SQL that changes rows of a table on their way in; where `body` returns null there is no such row. */
export const onTheWayIn = (table: string, event: Event, body: string) => `
  create function simulation.mutate() returns trigger language plpgsql security definer set search_path = public as $$
  begin ${body} return new; end $$;
  create trigger a_mutation before ${event} on ${table} for each row execute function simulation.mutate();`;

/** SQL that does something more once a row is there. */
export const afterwards = (table: string, event: Event, body: string) => `
  create function simulation.mutate() returns trigger language plpgsql security definer set search_path = public as $$
  begin if pg_trigger_depth() = 1 then ${body} end if; return null; end $$;
  create trigger z_mutation after ${event} on ${table} for each row execute function simulation.mutate();`;

/** SQL that writes a part of one of our functions otherwise; it fails where that part is not there. */
export const otherwise = (name: string, part: string, instead: string) => `
  do $plant$ declare v_text text := pg_get_functiondef('public.${name}'::regproc); begin
    if position($part$${part}$part$ in v_text) = 0 then raise exception 'there is nothing like this in ${name}'; end if;
    execute replace(v_text, $part$${part}$part$, $part$${instead}$part$);
  end $plant$;`;
