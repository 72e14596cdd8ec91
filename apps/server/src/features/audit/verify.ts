import { createHash } from 'node:crypto';
import type postgres from 'postgres';

/** The newest entry of a log as it was written down elsewhere. */
export interface Head {
  readonly accountId: string;
  readonly no: number;
  readonly hash: string;
}

export interface Verified {
  readonly entries: number;
  readonly logs: number;
  /** What does not hold, the first of each log. */
  readonly problems: readonly string[];
}

const BATCH = 5000;

/**
 * Reads every entry in order and makes its hash again, outside of the database, whose functions somebody may have changed
 * as well. Finds any entry that was put in, changed, taken out or moved, also at the end of a log.
 * @param client with one connection, as the platform
 */
export async function verifyLogs(client: postgres.Sql, known: readonly Head[] = []): Promise<Verified> {
  // Entries and the ends of the logs as they were at one instant: the app may go on writing.
  await client`begin isolation level repeatable read read only`;
  try {
    return await verifyAll(client, known);
  } finally {
    await client`rollback`;
  }
}

async function verifyAll(client: postgres.Sql, known: readonly Head[]): Promise<Verified> {
  const logs = new Map<string, { no: number; hash: string; problem: string | null }>();
  const expected = new Map(known.map((head) => [`${head.accountId} ${head.no}`, head.hash]));
  let entries = 0;
  for await (const rows of readAll(client)) {
    for (const { entry } of rows) {
      entries += 1;
      const read = readEntry(entry);
      const last = logs.get(read.id) ?? { no: 0, hash: '', problem: null };
      last.problem ??= problemOf(read, last);
      const name = `${read.id} ${read.no}`;
      const head = expected.get(name);
      if (head !== undefined && head !== read.hash)
        last.problem ??= `${read.id}: entry ${read.no} is not the one that was written down elsewhere`;
      if (head !== undefined) expected.delete(name);
      logs.set(read.id, { no: read.no, hash: read.hash, problem: last.problem });
    }
  }
  for (const { account_id: id, no, hash } of await client<{ account_id: string; no: string; hash: string }[]>`
    select account_id, no, hash from audit_head`) {
    const log = logs.get(id) ?? { no: 0, hash: '', problem: null };
    if (log.no !== Number(no) || log.hash !== hash)
      log.problem ??= `${id}: ends at entry ${log.no}, and ended at ${no}`;
    logs.set(id, log);
    expected.delete(`${id} 0`);
  }
  const problems = [...logs.values()].flatMap(({ problem }) => problem ?? []);
  const gone = [...expected.keys()].map((name) => `${name.replace(' ', ': entry ')} is gone`);
  return { entries, logs: logs.size, problems: [...problems, ...gone] };
}

interface Entry {
  readonly id: string;
  readonly no: number;
  /** All of the entry but its hash. */
  readonly canonical: string;
  readonly hash: string;
}

const HASH = 64;

function readEntry(entry: string): Entry {
  const canonical = entry.slice(0, -HASH);
  const [, id = '', no = ''] = /^\["([^"]*)", (-?\d+), /.exec(canonical) ?? [];
  return { id, no: Number(no), canonical, hash: entry.slice(-HASH) };
}

function problemOf({ id, no, canonical, hash }: Entry, last: { no: number; hash: string }): string | null {
  if (no !== last.no + 1) return `${id}: entry ${no} follows ${last.no}`;
  if (!canonical.endsWith(`, "${last.hash}"]`)) return `${id}: entry ${no} does not name the one before it`;
  if (createHash('sha256').update(canonical).digest('hex') !== hash) return `${id}: entry ${no} was changed`;
  return null;
}

/**
 * Every column but the hash, in the very text of which the database made the hash (chain_audit_entry), and then the hash. One
 * column, since most of the time of reading goes into columns.
 */
function readAll(client: postgres.Sql) {
  return client<{ entry: string }[]>`
    select jsonb_build_array(account_id, no, (extract(epoch from at) * 1000000)::bigint,
             (extract(epoch from real_at) * 1000000)::bigint, person_id, act, outcome, subject, facts, prev)::text
           || hash as entry
      from audit_entry order by account_id, no`.cursor(BATCH);
}
