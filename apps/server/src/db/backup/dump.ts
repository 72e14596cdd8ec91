import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import postgres from 'postgres';
import { encode, FORMAT, tally, type Frame, type Head } from './file.ts';
import { copied, quoted, tablesOf, type Table } from './tables.ts';

/** Rows are handed on in pieces of about this size. */
const PIECE = 64 * 1024;
/** Values are written the same way whatever the database is set to. */
export const PLAIN = {
  TimeZone: 'UTC',
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  client_encoding: 'UTF8',
};

/**
 * Writes all of a database as it is at one instant to a file that only its owner may read. Others go on meanwhile. The
 * file has its name once it is whole.
 */
export async function dump(url: string, file: string): Promise<{ tables: number; rows: number }> {
  const client = postgres(url, { max: 1, onnotice: () => {}, connection: PLAIN });
  const unfinished = `${file}.${process.pid}.part`;
  const done = { tables: 0, rows: 0 };
  try {
    await client.unsafe('begin isolation level repeatable read read only');
    const bytes = Readable.from(encode(framesOf(client, done)), { objectMode: true });
    await pipeline(
      bytes,
      createGzip(),
      createWriteStream(unfinished, { mode: 0o600, flags: 'wx', flush: true }),
    );
    await rename(unfinished, file);
    return done;
  } finally {
    await rm(unfinished, { force: true });
    await client.end();
  }
}

async function* framesOf(
  client: postgres.Sql,
  done: { tables: number; rows: number },
): AsyncGenerator<Frame> {
  const tables = await tablesOf(client);
  yield { form: 'head', body: await headOf(client, tables) };
  for (const table of tables) {
    await client.unsafe(table.walled ? 'set local role patchbay_platform' : 'set local role none');
    const counted = tally();
    for await (const body of rowsOf(client, table)) {
      counted.add(body);
      yield { form: 'rows', body };
    }
    const body = counted.sum(quoted(table));
    done.tables += 1;
    done.rows += body.rows;
    yield { form: 'sum', body };
  }
}

async function headOf(client: postgres.Sql, tables: readonly Table[]): Promise<Head> {
  const [migration] = await client<{ at: string; hash: string }[]>`
    select created_at as at, hash from drizzle.__drizzle_migrations order by created_at desc limit 1`;
  await client.unsafe('set local role patchbay_platform');
  const [world] = await client<{ id: string; demo: boolean }[]>`select id, demo from world`;
  if (!migration || !world)
    throw new Error('There is no world in this database, so there is nothing to back up.');
  return {
    patchbay: 'backup',
    format: FORMAT,
    takenAt: new Date().toISOString(),
    world,
    migration: { ...migration, at: Number(migration.at) },
    tables: [...tables].map((table) => ({ ...table, columns: [...table.columns] })),
  };
}

async function* rowsOf(client: postgres.Sql, table: Table): AsyncGenerator<Buffer> {
  const stream = await client.unsafe(`copy ${copied(table)} to stdout`).readable();
  let piece: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    piece.push(chunk);
    size += chunk.length;
    if (size < PIECE) continue;
    yield Buffer.concat(piece);
    piece = [];
    size = 0;
  }
  // While we are slow the library stops reading its connection, and where the last rows come then it stays like that.
  stream._read(0);
  if (size > 0) yield Buffer.concat(piece);
}
