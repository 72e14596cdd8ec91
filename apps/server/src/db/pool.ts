import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { countPoolWait } from '../metrics.ts';
import { env, pause } from '../env.ts';

export type Db = ReturnType<typeof drizzle>;
/** A connection inside an open transaction. */
export interface Tx {
  readonly db: Db;
  /** World time, read once when the transaction began (reliability 3.2, rule 6). */
  readonly now: number;
}

/** Who a transaction acts for; row-level security compares every row with it. */
export interface Scope {
  readonly accountId: string;
  /** Who of the account; without it nothing that is one person's own is seen. */
  readonly personId?: string;
}

/** SQLSTATEs that a transaction is repeated for: serialisation, deadlock, out of locks, connection loss. */
const RETRIED = /^(40001|40P01|53200|08.{3})$/;
const MAX_TRIES = 5;

const SCOPE_AND_TIME =
  "select set_config('app.account', $1, true), set_config('app.person', $2, true), (extract(epoch from public.clock()) * 1000)::bigint as now";

const BEGIN = 'begin isolation level read committed';
const BEGIN_LOOK = 'begin isolation level repeatable read read only';

/** A set of connections that all act as one database role. */
export interface Pool {
  readonly db: Db;
  /**
   * Runs `work` in one READ COMMITTED transaction and repeats it on the errors above, at most MAX_TRIES times with
   * full jitter. `work` must have no effect outside the database.
   */
  tx<T>(scope: Scope | null, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same, only to read: all that `work` reads is of one instant. */
  look<T>(scope: Scope | null, work: (tx: Tx) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

export function openPool(url: string, role: string, max: number): Pool {
  const client = postgres(url, {
    max,
    onnotice: () => {},
    connection: {
      role,
      TimeZone: 'UTC',
      lock_timeout: 2000,
      statement_timeout: 5000,
      idle_in_transaction_session_timeout: 10_000,
      application_name: role,
    },
  });
  return poolOf(client, role);
}

/** A pool on the connections of a client, which may be another one than that of the library. */
export function poolOf(client: postgres.Sql, role: string): Pool {
  // The library types `connection` loosely and drizzle changes the parsers of the client it is given.
  const db = drizzle({ client });

  async function once<T>(begin: string, scope: Scope | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    const asked = env.elapsedMs();
    const reserved = await client.reserve();
    countPoolWait(role, (env.elapsedMs() - asked) / 1000);
    const connection = Object.assign(reserved, { options: client.options, unsafe: prepared(reserved) });
    let usable = true;
    try {
      // Sent together, in this order: the connection is ours alone, so both cost one round trip.
      const [, [row]] = await Promise.all([
        connection.unsafe(begin),
        connection.unsafe(SCOPE_AND_TIME, [scope?.accountId ?? '', scope?.personId ?? '']),
      ]);
      const result = await work({ db: drizzle({ client: connection }), now: Number(row?.['now']) });
      await connection.unsafe('commit');
      return result;
    } catch (error) {
      await connection.unsafe('rollback').catch(() => {
        usable = false;
      });
      throw error;
    } finally {
      if (usable) connection.release();
    }
  }

  async function repeated<T>(begin: string, scope: Scope | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await once(begin, scope, work);
      } catch (error) {
        if (tries >= MAX_TRIES || !RETRIED.test(sqlState(error) ?? '')) throw error;
        await pause(jitter(tries));
      }
    }
  }

  return {
    db,
    tx: (scope, work) => repeated(BEGIN, scope, work),
    look: (scope, work) => repeated(BEGIN_LOOK, scope, work),
    end: () => client.end({ timeout: 1 }),
  };
}

/** What has more values has a list among them and is seldom the same twice. */
const PREPARED_VALUES = 32;

/**
 * The query builder does not prepare, so each statement would be described first, which is a trip to the database of its
 * own and ends that of `together`, and planned anew. A connection keeps what it prepared for as long as it lives.
 */
function prepared({ unsafe }: postgres.ReservedSql): postgres.ReservedSql['unsafe'] {
  return (text, parameters, options) =>
    unsafe(text, parameters, { ...options, prepare: (parameters?.length ?? 0) <= PREPARED_VALUES });
}

/** SQLSTATE of a failed statement; the query builder wraps the driver's error. */
export function sqlState(error: unknown): string | undefined {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = 'cause' in at ? at.cause : null) {
    if ('code' in at && typeof at.code === 'string' && at.code.length === 5) return at.code;
  }
  return undefined;
}

function jitter(tries: number): number {
  return env.random() * 20 * 2 ** tries;
}
