import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../database.ts';
import { quickFolder } from '../quick-folder.ts';

const run = promisify(execFile);
const SERVER = path.resolve(import.meta.dirname, '../..');
/** Each start looks for a free port from one of its own on: two that look at once could find the same. */
const PORT = 23_000;
const READY = /^Patchbay is running at /m;

let folder: string;
let database: FreshDatabase;
beforeEach(async () => {
  folder = await mkdtemp(path.join(quickFolder(), 'patchbay-starts-'));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

interface Start {
  readonly output: string;
  readonly code: number | null;
  /** Migrations that it applied; null where it came to none. */
  readonly migrations: number | null;
}

/** Starts servers on one database at once, and stops each of them once all run or have ended. */
async function startAtOnce(count: number): Promise<Start[]> {
  const starts = Array.from({ length: count }, (_, n) => start(path.join(folder, String(n)), PORT + 200 * n));
  await Promise.all(starts.map(({ upOrOver }) => upOrOver));
  return Promise.all(starts.map(({ end }) => end()));
}

function start(dataDir: string, port: number) {
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    NODE_ENV: 'production',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { cwd: SERVER, env });
  let output = '';
  const over = new Promise<number | null>((resolve) => child.once('close', resolve));
  const upOrOver = new Promise<void>((resolve) => {
    void over.then(() => resolve());
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        output += text.toString();
        if (READY.test(output)) resolve();
      });
  });
  const end = async (): Promise<Start> => {
    child.kill('SIGTERM');
    const code = await over;
    const log = await readFile(path.join(dataDir, 'server.log'), 'utf8').catch(() => '');
    const migrations = /"migrations":(\d+)/.exec(log)?.[1];
    return { output, code, migrations: migrations === undefined ? null : Number(migrations) };
  };
  return { upOrOver, end };
}

async function asOwner<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/** When each migration was made that the database has. */
const applied = () =>
  asOwner(async (sql) => {
    const rows = await sql`select created_at from drizzle.__drizzle_migrations order by id`;
    return rows.map((row) => Number(row['created_at']));
  });

const upAndDown = { code: 0, output: expect.stringMatching(READY) as string };

describe('servers that start at once', () => {
  it('on an empty database: one migrates, one makes the world, and all come up', async () => {
    database = await emptyDatabase();
    const starts = await startAtOnce(4);
    expect(starts).toMatchObject([upAndDown, upAndDown, upAndDown, upAndDown]);
    const all = await applied();
    expect(new Set(all).size).toBe(all.length);
    const counts = starts.map(({ migrations }) => migrations ?? -1);
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, 0, 0, all.length]);
    expect(starts.filter(({ output }) => output.includes('The demo world was made.'))).toHaveLength(1);
    expect(await asOwner((sql) => sql`select count(*)::int as n from identity."user"`)).toEqual([{ n: 3 }]);
  });

  it('on a database that is one migration behind: one migrates, and none fails', async () => {
    database = await freshDatabase();
    const all = await applied();
    await database.drop();
    database = await emptyDatabase();
    expect(await migrate(database.url, all.at(-2))).toBe(all.length - 1);
    const script = fileURLToPath(new URL('./migrate-worker.ts', import.meta.url));
    const worker = () => run(process.execPath, ['--import', 'tsx', script, database.url], { cwd: SERVER });
    const printed = await Promise.all([worker(), worker(), worker(), worker()]);
    expect(printed.map(({ stdout }) => stdout.trim()).toSorted()).toEqual(['0', '0', '0', '1']);
    expect(await applied()).toEqual(all);
  });
});

describe('a database that is newer than the build', () => {
  it('by one migration is served, by two is refused in one sentence', async () => {
    database = await freshDatabase();
    const later = (at: number) =>
      asOwner(
        (sql) => sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${at})`,
      );
    await later(9e12);
    expect(await migrate(database.url)).toBe(0);
    await later(9e12 + 1);
    const [refused] = await startAtOnce(1);
    expect(refused?.code).toBe(1);
    expect(refused?.output.trim()).toBe(
      'This database is 2 migrations ahead of this build, which understands at most 1: start the Patchbay that it was used with.',
    );
  });
});
