import { randomUUID } from 'node:crypto';
import { shippedCatalog } from '@patchbay/catalog';
import { check } from '@patchbay/engine/constraints';
import {
  EMPTY_DESIGN,
  applyEdit,
  newComponent,
  type Connection,
  type DesignDocument,
} from '@patchbay/engine/design';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DesignDto } from '../src/features/designs/dto.ts';
import type { EnvironmentDto } from '../src/features/environments/dto.ts';
import type { BookResultDto, QuoteDto } from '../src/features/reservations/dto.ts';
import { rows, testApp, type Browser, type TestApp } from './app.ts';
import { typeOf } from './designs.ts';

const HOUR = 3_600_000;
const PORTS: Record<string, string> = { 'switch-64': 'port', 'x86-pc': 'eth', 'disk-array': 'eth' };

/**
 * S3: 12 NT web servers, 2 caches, 2 disk arrays and 200 slow PCs on four switches of 64 ports: 216 devices.
 * Three switches are one component of 3; the fourth joins them, and carries the servers and the storage.
 */
function largeDesign(): DesignDocument {
  const rows: [
    id: string,
    type: string,
    count: number,
    host?: string,
    properties?: Record<string, number>,
  ][] = [
    ['sw', 'switch-64', 3],
    ['core', 'switch-64', 1],
    ['pc', 'x86-pc', 180, undefined, { maxClockMhz: 800 }],
    ['pcos', 'windows-2000', 1, 'pc'],
    ['pcapp', 'navigator-4', 1, 'pcos'],
    ['near', 'x86-pc', 20, undefined, { maxClockMhz: 800 }],
    ['nearos', 'windows-2000', 1, 'near'],
    ['nearapp', 'navigator-4', 1, 'nearos'],
    ['web', 'x86-pc', 12],
    ['webos', 'windows-nt-4', 1, 'web'],
    ['webapp', 'apache-2-4', 1, 'webos'],
    ['cache', 'x86-pc', 2],
    ['cacheos', 'windows-nt-4', 1, 'cache'],
    ['cacheapp', 'squid-4', 1, 'cacheos'],
    ['disk', 'disk-array', 2],
  ];
  const components = rows.map(([id, type, count, host, properties = {}]) => ({
    ...newComponent(typeOf(type), id, { x: 0, y: 0, host: host === undefined ? null : `c-${host}` }),
    count,
    properties,
  }));
  const portOf = (id: string) => PORTS[rows.find(([own]) => own === id)?.[1] ?? ''] ?? '';
  const joined = [
    ['pc', 'sw'],
    ['sw', 'core'],
    ['near', 'core'],
    ['web', 'core'],
    ['cache', 'core'],
    ['disk', 'core'],
  ];
  const connections = joined.map(
    ([a = '', b = ''], n): Connection => ({
      id: `l-${n}`,
      a: { component: `c-${a}`, port: portOf(a) },
      b: { component: `c-${b}`, port: portOf(b) },
    }),
  );
  return applyEdit(EMPTY_DESIGN, { do: 'add', components, connections });
}

let server: TestApp;
let ada: Browser;
let design: DesignDto;
beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada Large');
  const made = await ada.mutate<DesignDto>('designs.create', { key: randomUUID(), name: 'Large' });
  await ada.mutate('designs.save', { id: made.id, baseRevision: 1, document: largeDesign() });
  design = await ada.query<DesignDto>('designs.get', { id: made.id });
});
afterAll(() => server.end());

let reservedMicros = 0;

const quote = (start: number) =>
  ada.query<QuoteDto>('reservations.quote', {
    designId: design.id,
    revision: design.revision,
    start: iso(start),
    end: iso(start + HOUR),
  });
const iso = (at: number) => new Date(at).toISOString();
async function book(start: number, offer: QuoteDto) {
  return ada.mutate<BookResultDto>('reservations.book', {
    designId: design.id,
    revision: design.revision,
    start: iso(start),
    end: iso(start + HOUR),
    key: randomUUID(),
    zone: 'UTC',
    expectedTotalMinor: offer.totalMinor,
  });
}

describe('S3: 216 devices out of one pool', () => {
  it('is valid as it is drawn, with counts', () => {
    expect(check(design.document, shippedCatalog)).toEqual([]);
    const devices = Object.values(design.document.components).filter(
      ({ host, type }) => host === null && type !== 'switch-64',
    );
    expect(devices.reduce((sum, { count }) => sum + count, 0)).toBe(216);
  });

  it('fits twice at Berlin-2 in the same slot; the third time it is refused, with counts', async () => {
    const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
    const environments: string[] = [];
    while (environments.length < 2) {
      const offer = await quote(start);
      expect(offer).toMatchObject({ fits: true, siteName: 'Berlin-2' });
      const booked = await book(start, offer);
      if (booked.outcome !== 'booked')
        throw new Error(`expected room, got ${JSON.stringify(booked.quote.rejection)}`);
      reservedMicros = offer.estimate.reservedMicros;
      environments.push(booked.reservation.environmentId);
    }
    const third = await quote(start);
    expect(third.fits).toBe(false);
    const berlin = third.rejection?.reasons.filter((reason) => reason.siteName === 'Berlin-2') ?? [];
    expect(berlin).toContainEqual(
      expect.objectContaining({
        shortage: { of: 'pool', resourceClass: 'seat/windows-2000' },
        needed: 200,
        available: 50,
        when: 'notNow',
        freeFrom: start + HOUR,
      }),
    );
    const machines = berlin.filter((reason) => reason.shortage.of === 'cpuMilli');
    expect(machines.length).toBeGreaterThan(0);
    for (const { needed, available, when, freeFrom } of machines)
      expect([available < needed, when, freeFrom]).toEqual([true, 'notNow', start + HOUR]);
    // Tartu-1 never has room for it.
    const tartu = third.rejection?.reasons.filter((reason) => reason.siteName === 'Tartu-1') ?? [];
    expect(new Set(tartu.map(({ when }) => when))).toEqual(new Set(['never']));
    // The next slot was solved, not guessed (PLC-2): it is right behind, and really fits.
    expect(third.next).toEqual({ start: iso(start + HOUR), end: iso(start + 2 * HOUR) });
    expect(await book(start, third)).toMatchObject({ outcome: 'full' });
    expect(await quote(start + HOUR)).toMatchObject({ fits: true, siteName: 'Berlin-2' });

    // The second is given back, so that one is enough to run.
    const [first, second] = environments;
    const list = await ada.query<{ id: string; environmentId: string }[]>('reservations.list');
    const reservationId = list.find(({ environmentId }) => environmentId === second)?.id;
    await ada.mutate('reservations.release', { key: randomUUID(), reservationId });
    expect(await quote(start)).toMatchObject({ fits: true });

    await server.skip(start + 10 * 60_000);
    const running = await ada.query<EnvironmentDto>('environments.get', { id: first });
    expect(running.state).toBe('running');
    // 214 machines, 2 volumes and 4 networks, each seen running by the driver.
    expect(running.parts.map(({ state }) => state)).toEqual(Array.from({ length: 220 }, () => 'running'));
    const own = running.parts.flatMap(({ addresses }) => addresses);
    expect(new Set(own).size).toBe(own.length);
    expect(own).toHaveLength(216);

    await server.skip(start + HOUR + 10 * 60_000);
    const ended = await ada.query<EnvironmentDto>('environments.get', { id: first });
    expect(ended.state).toBe('ended');
    expect(new Set(ended.parts.map(({ state }) => state))).toEqual(new Set(['gone']));
    const [charged] = await rows(
      server.app,
      sql`select sum(amount_micros) as n from charge where environment_id = ${first} and meter like '%.reserved'`,
    );
    expect(Number(charged?.['n'])).toBe(reservedMicros);
    // ENV-3: nothing is left running, bound, claimed or to be done; data waits for a next slot until it is deleted.
    const left = () =>
      server.app.db.simulator.tx(null, async (tx) => [
        ...(await tx.db.execute<{ form: string }>(sql`select distinct form from simulator.resource`)),
      ]);
    expect(await left()).toEqual([{ form: 'volume' }]);
    expect(ended.kept?.until).toBeDefined();
    await ada.mutate('environments.deleteData', { id: first });
    await server.skip(start + HOUR + 20 * 60_000);
    expect(await left()).toEqual([]);
    expect(await rows(server.app, sql`select 1 from unit_binding where upper(during) > clock()`)).toEqual([]);
    expect(
      await rows(
        server.app,
        sql`select 1 from host_claim where state <> 'released' and upper(during) > clock()`,
      ),
    ).toEqual([]);
    expect(await rows(server.app, sql`select 1 from outbox where done_at is null`)).toEqual([]);
  }, 180_000);
});
