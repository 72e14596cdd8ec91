import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { shippedCatalog } from '@patchbay/catalog';
import { readFlat } from '@patchbay/engine/design';
import { estimateSlot } from '@patchbay/engine/rating';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabases, type Databases } from '../../src/db/databases.ts';
import { shippedPriceBook } from '../../src/features/catalog/price-book.ts';
import type { DesignDto } from '../../src/features/designs/dto.ts';
import type { BookResultDto } from '../../src/features/reservations/dto.ts';
import { freshDatabase, type FreshDatabase } from '../database.ts';
import { overbookings, type HistoryEvent } from './history.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const PROCESSES = 2;
const CLIENTS = 32;
const ATTEMPTS = 5000;
const MINUTES = 600;
/** Seats of Windows 98 that the two sites are left with: the last units that everybody wants. */
const SEATS = new Map([
  ['Berlin-2', 5],
  ['Tartu-1', 2],
]);
const MINUTE = 60_000;
/** How often a client tries again on a busy server. */
const PATIENCE = 40;

let database: FreshDatabase;
let db: Databases;
const folders: string[] = [];
const servers: { url: string; child: ChildProcess }[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  db = openDatabases(database.url);
  const secret = randomBytes(24).toString('base64url');
  for (let n = 0; n < PROCESSES; n += 1) servers.push(await startServer(secret));
  for (const [name, seats] of SEATS) {
    await db.platform.tx(null, (tx) =>
      tx.db
        .execute(sql`update pool_capacity c set capacity = ${seats} from pool p join site s on s.id = p.site_id
        where p.id = c.pool_id and s.name = ${name} and p.resource_class = 'seat/windows-98'`),
    );
  }
});

afterAll(async () => {
  await Promise.all(servers.map(({ child }) => stopServer(child)));
  await db.end();
  await database.drop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A real server process on the shared database, with a data directory and port of its own. */
async function startServer(secret: string): Promise<{ url: string; child: ChildProcess }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'patchbay-race-'));
  folders.push(dataDir);
  writeFileSync(path.join(dataDir, 'secret'), secret, { mode: 0o600 });
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: String(20_000 + Math.floor(Math.random() * 20_000)),
    NODE_ENV: 'production',
  };
  const child = spawn(process.execPath, ['--import', TSX, MAIN], {
    env,
    cwd: path.dirname(path.dirname(MAIN)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /running at (\S+)/.exec(printed)?.[1];
      if (found) resolve(found);
    });
  });
  return { url, child };
}

function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** A signed-in customer who talks to one of the processes. */
class Client {
  private cookie = '';
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** Tries again where the server asks for it: nothing was changed then, and a key is never taken twice. */
  async mutate<T>(procedure: string, input: unknown, left = PATIENCE): Promise<T> {
    const response = await fetch(`${this.url}/api/trpc/${procedure}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.url, cookie: this.cookie },
      body: JSON.stringify(input),
    });
    const set = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    if (set.length > 0) this.cookie = set.join('; ');
    const body = (await response.json()) as {
      result?: { data: T };
      error?: { message: string; data: unknown };
    };
    if (response.status === 503 && left > 0) {
      await setTimeout(250);
      return this.mutate(procedure, input, left - 1);
    }
    if (!body.result) throw new Error(`${procedure}: ${response.status} ${JSON.stringify(body.error)}`);
    return body.result.data;
  }
}

/** mulberry32: small and seeded. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Each with a grade of its own, so a client names the one whose price it expects. */
const BERLIN = { id: 'site_berlin', grade: 3 };
const TARTU = { id: 'site_tartu', grade: 2 };

interface Tally {
  readonly history: HistoryEvent[];
  full: number;
  left: number;
}

interface Kept {
  readonly reservationId: string;
  readonly event: Omit<HistoryEvent, 'at' | 'what'>;
}

async function run(no: number, origin: number, tally: Tally): Promise<void> {
  const next = random(no + 1);
  const client = new Client(servers[no % PROCESSES]?.url ?? '');
  await client.mutate('session.signUp', {
    name: `Client ${no}`,
    email: `client${no}@test.example`,
    password: 'long enough to pass',
  });
  const design = await client.mutate<DesignDto>('designs.create', {
    key: randomUUID(),
    name: 'Race',
    abstraction: 'easy-word-processing',
  });
  const model = readFlat(design.document, shippedCatalog);
  const kept: Kept[] = [];
  while (tally.left > 0) {
    tally.left -= 1;
    const gone =
      kept.length > 0 && next() < 0.5 ? kept.splice(Math.floor(next() * kept.length), 1)[0] : undefined;
    if (gone) {
      tally.history.push({ ...gone.event, at: process.hrtime.bigint(), what: 'cancelling' });
      await client.mutate('reservations.release', { key: randomUUID(), reservationId: gone.reservationId });
    }
    const from = Math.floor(next() * (MINUTES - 120));
    const to = from + 30 + Math.floor(next() * 90);
    const slot = { start: origin + from * MINUTE, end: origin + to * MINUTE };
    const site = next() < 0.5 ? BERLIN : TARTU;
    const input = {
      siteId: site.id,
      designId: design.id,
      revision: 1,
      start: new Date(slot.start).toISOString(),
      end: new Date(slot.end).toISOString(),
    };
    const expectedTotalMinor = estimateSlot(model, shippedPriceBook, slot, site.grade).minor;
    const result = await client.mutate<BookResultDto>('reservations.book', {
      ...input,
      key: randomUUID(),
      zone: 'UTC',
      expectedTotalMinor,
    });
    if (result.outcome === 'full') {
      tally.full += 1;
      continue;
    }
    const event = { pool: result.reservation.siteName, from, to, quantity: 1 };
    tally.history.push({ ...event, at: process.hrtime.bigint(), what: 'acknowledged' });
    kept.push({ reservationId: result.reservation.id, event });
  }
}

describe('CAP-1 over HTTP: two server processes, 32 customers, the last seats', () => {
  it('never over-books in 5,000 attempts, and every acknowledged reservation exists exactly once', async () => {
    const [row] = await db.platform.tx(null, (tx) =>
      tx.db.execute<{ now: string }>(sql`select (extract(epoch from clock()) * 1000)::bigint as now`),
    );
    const origin = Math.ceil(Number(row?.now) / MINUTE) * MINUTE + 24 * 60 * MINUTE;
    const tally: Tally = { history: [], full: 0, left: ATTEMPTS };
    await Promise.all(Array.from({ length: CLIENTS }, (_, no) => run(no, origin, tally)));
    const acknowledged = tally.history.filter((event) => event.what === 'acknowledged').length;
    const cancelled = tally.history.length - acknowledged;
    expect(acknowledged + tally.full).toBe(ATTEMPTS);
    expect(tally.full).toBeGreaterThan(ATTEMPTS / 10);
    expect(overbookings(tally.history, SEATS, MINUTES)).toBe(0);
    const stored = await db.platform.tx(null, (tx) =>
      tx.db.execute<{ n: number }>(sql`select count(*)::int as n from slot where state = 'scheduled'`),
    );
    expect(stored[0]?.n).toBe(acknowledged - cancelled);
  }, 2_400_000);
});
