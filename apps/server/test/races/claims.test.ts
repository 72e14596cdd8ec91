import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { rows, testApp, type TestApp } from '../app.ts';
import { overbookings } from './history.ts';
import { VARIANTS, WRONG_CLAIM, type Variant } from './variants.ts';
import type { RaceInput, RaceOutput } from './worker.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const PROCESSES = 2;
const CLIENTS = 32;
/** Of the 50,000 attempts of a run, these go straight to the claim; 5,000 go over HTTP (http.test.ts). */
const ATTEMPTS = 45_000;
const WRONG_ATTEMPTS = 3_200;
const MINUTES = 480;

let server: TestApp;
let base: Omit<RaceInput, 'variant' | 'seed' | 'attempts'>;
const POOLS = Array.from({ length: 4 }, (_, n) => ({ id: `race_${n}`, capacity: 8 }));

beforeAll(async () => {
  server = await testApp();
  const ada = await server.customer('Racer');
  const design = await ada.mutate<{ id: string }>('designs.create', { key: randomUUID(), name: 'race' });
  const me = await ada.query<{ account: { id: string; channelId: string } }>('session.me');
  const { versionId } = await ada.query<{ versionId: string }>('catalog.priceBook');
  for (const { id, capacity } of POOLS) {
    await rows(
      server.app,
      sql`insert into pool (id, site_id, resource_class) values (${id}, 'site_berlin', ${id})`,
    );
    await rows(
      server.app,
      sql`insert into pool_capacity (pool_id, during, capacity) values (${id}, '(,)', ${capacity})`,
    );
  }
  const admin = postgres(inject('clusterAdminUrl').replace(/\/[^/]*$/, new URL(server.url).pathname), {
    max: 1,
    onnotice: () => {},
  });
  await admin.unsafe(WRONG_CLAIM);
  await admin.end();
  base = {
    url: server.url,
    clients: CLIENTS / PROCESSES,
    minutes: MINUTES,
    origin: Math.ceil((await server.now()) / 60_000) * 60_000 + 24 * 3_600_000,
    accountId: me.account.id,
    channelId: me.account.channelId,
    designId: design.id,
    priceBookVersionId: versionId,
    siteId: 'site_berlin',
    pools: POOLS,
  };
});
afterAll(() => server.end());

function worker(input: RaceInput): Promise<RaceOutput> {
  const child = spawn(process.execPath, ['--import', TSX, WORKER, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0
        ? resolve(JSON.parse(Buffer.concat(chunks).toString()) as RaceOutput)
        : reject(new Error(`worker ended with ${code}`)),
    );
  });
}

async function race(variant: Variant, attempts: number) {
  await rows(server.app, sql`truncate wrong_claim`);
  const each = Math.ceil(attempts / CLIENTS);
  const outputs = await Promise.all(
    Array.from({ length: PROCESSES }, (_, n) => worker({ ...base, variant, seed: n + 1, attempts: each })),
  );
  const history = outputs.flatMap((output) =>
    output.events.map((event) => ({ ...event, at: BigInt(event.at) })),
  );
  const sum = (of: (output: RaceOutput) => number) =>
    outputs.reduce((total, output) => total + of(output), 0);
  return {
    over: overbookings(history, new Map(POOLS.map((pool) => [pool.id, pool.capacity])), MINUTES),
    accepted: sum((output) => output.accepted),
    full: sum((output) => output.full),
    gaveUp: sum((output) => output.gaveUp),
    alive: history.reduce((n, event) => n + (event.what === 'acknowledged' ? 1 : -1), 0),
  };
}

describe('CAP-1 with two server processes and 32 clients on the last units', () => {
  it('never over-books, never deadlocks, and loses no acknowledged booking', async () => {
    const result = await race('correct', ATTEMPTS);
    expect(result.accepted + result.full).toBeGreaterThanOrEqual(ATTEMPTS);
    expect(result.full).toBeGreaterThan(ATTEMPTS / 10);
    expect(result.over).toBe(0);
    expect(result.gaveUp).toBe(0);
    const [stored] = await rows(
      server.app,
      sql`select count(*)::int as n from pool_claim where pool_id like 'race_%' and state = 'confirmed'`,
    );
    expect(stored?.['n']).toBe(result.alive);
  }, 2_400_000);

  it.each(VARIANTS.filter((variant) => variant !== 'correct'))(
    'catches the planted wrong variant %s',
    async (variant) => {
      const result = await race(variant, WRONG_ATTEMPTS);
      expect(result.over).toBeGreaterThan(0);
    },
    2_400_000,
  );
});
