import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import postgres from 'postgres';
import { isKnown, migrate } from '../migrate.ts';
import { PLAIN } from './dump.ts';
import { decode, tally, type Head, type Sum } from './file.ts';
import { copied, quoted, tablesOf, type Table } from './tables.ts';

/**
 * Fills an empty database with a backup, at this build's schema, as a world that is paused: nothing is called that the
 * world it was taken from may still be using. The file is read to its end before anything is written.
 */
export async function restore(url: string, file: string): Promise<{ tables: number; rows: number }> {
  const head = await check(file);
  if (!isKnown(head.migration))
    throw new Error(
      'This backup was taken by another or a newer Patchbay than this one. Nothing was restored.',
    );
  const client = postgres(url, { max: 1, onnotice: () => {}, connection: PLAIN });
  try {
    if ((await tablesOf(client)).length > 0)
      throw new Error(
        'This database is not empty. Restore into one that was just made; nothing was changed.',
      );
    await migrate(url, head.migration.at);
    const done = await load(client, file, head);
    await migrate(url);
    await client`analyze`;
    return done;
  } finally {
    await client.end();
  }
}

/** Reads all of a file and compares what it says of itself. */
async function check(file: string): Promise<Head> {
  let head: Head | null = null;
  await walk(file, {
    head: (found) => {
      head = found;
    },
    table: () => ({ write: () => Promise.resolve(), end: () => Promise.resolve() }),
  });
  if (!head) throw new Error('This backup has no head. Nothing was restored.');
  return head;
}

interface Target {
  head(head: Head): void;
  table(table: Table): { write(bytes: Buffer): Promise<void>; end(): Promise<void> };
}

/** Hands the rows of a file on, table by table, and throws where they are not what was written. */
async function walk(file: string, target: Target): Promise<Sum[]> {
  const sums: Sum[] = [];
  let tables: readonly Table[] = [];
  let into: ReturnType<Target['table']> | null = null;
  let counted = tally();
  for await (const frame of decode(file)) {
    if (frame.form === 'head') {
      tables = frame.body.tables;
      target.head(frame.body);
      continue;
    }
    const table = tables[sums.length];
    if (!table) throw new Error('This backup has rows of no table. Nothing was restored.');
    into ??= target.table(table);
    if (frame.form === 'rows') {
      counted.add(frame.body);
      await into.write(frame.body);
      continue;
    }
    const { table: of, rows, sha256 } = counted.sum(quoted(table));
    if (frame.body.table !== of || frame.body.rows !== rows || frame.body.sha256 !== sha256)
      throw new Error(`What this backup has of ${of} is not what was written. Nothing was restored.`);
    await into.end();
    sums.push(frame.body);
    [into, counted] = [null, tally()];
  }
  if (sums.length !== tables.length) throw new Error('This backup lacks tables. Nothing was restored.');
  return sums;
}

/**
 * All rows in one transaction, as the owner of the tables. Row-level security is lifted from the owner while it lasts, since
 * COPY does not write past it; our own triggers rest, since what they would compute or refuse is in the rows already.
 * Foreign keys are checked: each table comes after those that it refers to.
 */
async function load(
  client: postgres.Sql,
  file: string,
  { tables }: Head,
): Promise<{ tables: number; rows: number }> {
  const there = await tablesOf(client);
  const names = (some: readonly Table[]) => some.map(copied).toSorted().join('\n');
  if (names(there) !== names(tables))
    throw new Error('This backup has other tables than its schema. Nothing was restored.');
  const each = async (change: (table: Table) => string) => {
    for (const table of there) await client.unsafe(`alter table ${quoted(table)} ${change(table)}`);
  };
  await client.unsafe('begin');
  try {
    await each(({ walled }) =>
      walled ? 'disable trigger user, no force row level security' : 'disable trigger user',
    );
    const sums = await walk(file, { head: () => {}, table: (table) => copyInto(client, table) });
    await client`update world set paused_at = real_clock()`;
    await each(({ walled }) =>
      walled ? 'enable trigger user, force row level security' : 'enable trigger user',
    );
    await client.unsafe('commit');
    return { tables: sums.length, rows: sums.reduce((all, { rows }) => all + rows, 0) };
  } catch (error) {
    await client.unsafe('rollback').catch(() => {});
    throw error;
  }
}

function copyInto(client: postgres.Sql, table: Table): ReturnType<Target['table']> {
  const opening = client.unsafe(`copy ${copied(table)} from stdin`).writable();
  return {
    write: async (bytes) => {
      const stream = await opening;
      if (!stream.write(bytes)) await once(stream, 'drain');
    },
    end: async () => {
      const stream = await opening;
      stream.end();
      await finished(stream);
    },
  };
}
