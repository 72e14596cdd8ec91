import { randomUUID } from 'node:crypto';
import type { DesignDocument } from '@patchbay/engine/design';
import { expect } from 'vitest';
import type { EnvironmentDto } from '../../src/features/environments/dto.ts';
import type { BookResultDto, QuoteDto } from '../../src/features/reservations/dto.ts';
import type { Browser, TestApp } from '../app.ts';

const MINUTE = 60_000;

/** Machines behind a switch, beside a disk that they share unless there is to be none. */
export function drawing(count: number, disk = true, capacityGiB = 10): DesignDocument {
  const part = (id: string, type: string, name: string, rest = {}) => ({
    [id]: { id, type, name, count: 1, host: null, group: null, properties: {}, x: 0, y: 0, ...rest },
  });
  const size = { cpu: 1, memoryMiB: 512, diskGiB: 4 };
  return {
    version: 1,
    components: {
      ...part('c-m', 'server-x86-64', 'Worker', { count, properties: size }),
      ...part('c-o', 'debian-12', 'Debian', { host: 'c-m' }),
      ...part('c-n', 'switch-64', 'Lan'),
      ...(disk ? part('c-d', 'disk-array', 'Shared', { properties: { capacityGiB } }) : {}),
    },
    connections: Object.fromEntries(
      ['c-m', ...(disk ? ['c-d'] : [])].map((component, n) => {
        const id = `l-${n + 1}`;
        return [id, { id, a: { component, port: 'eth' }, b: { component: 'c-n', port: 'port' } }];
      }),
    ),
    groups: {},
  };
}

export async function draw(browser: Browser, count: number, { disk = true } = {}): Promise<string> {
  const { id } = await browser.mutate<{ id: string }>('designs.create', {
    key: randomUUID(),
    name: 'Workers',
  });
  await browser.mutate('designs.save', { id, baseRevision: 1, document: drawing(count, disk) });
  return id;
}

interface Wish {
  readonly designId: string;
  readonly revision: number;
  readonly environmentId?: string;
  readonly siteId?: string;
}

async function slotNow(server: TestApp, wish: Wish, inMinutes = 0) {
  const start = (await server.now()) + inMinutes * MINUTE;
  return {
    ...wish,
    start: new Date(start).toISOString(),
    end: new Date(start + 30 * MINUTE).toISOString(),
  };
}

export async function quoteNow(server: TestApp, browser: Browser, wish: Wish): Promise<QuoteDto> {
  return browser.query<QuoteDto>('reservations.quote', await slotNow(server, wish));
}

/** Books it as it is drawn by now, for now or for some minutes from now, at the real site; answers the environment. */
export async function bookNow(
  server: TestApp,
  browser: Browser,
  designId: string,
  environmentId?: string,
  inMinutes = 0,
): Promise<string> {
  const again = environmentId === undefined ? {} : { environmentId };
  if (environmentId !== undefined) await lastIsOver(server, browser, environmentId);
  const { revision } = await browser.query<{ revision: number }>('designs.get', { id: designId });
  const slot = await slotNow(server, { designId, revision, ...again }, inMinutes);
  const quote = await browser.query<QuoteDto>('reservations.quote', slot);
  expect(quote).toMatchObject({ fits: true, siteName: 'Lab', real: true });
  const booked = await browser.mutate<BookResultDto>('reservations.book', {
    ...slot,
    key: randomUUID(),
    zone: 'UTC',
    expectedTotalMinor: quote.totalMinor,
  });
  if (booked.outcome !== 'booked') throw new Error('expected room');
  return booked.reservation.environmentId;
}

/** A slot is a second long at least, so one that was released in its first second ends a little later. */
async function lastIsOver(server: TestApp, browser: Browser, environmentId: string): Promise<void> {
  const { state, slot } = await stateOf(browser, environmentId);
  const end = Date.parse(slot.end);
  if (state === 'ended')
    await until(
      'its last slot is over',
      () => server.now(),
      (now) => now >= end,
    );
}

export const stateOf = (browser: Browser, id: string) =>
  browser.query<EnvironmentDto>('environments.get', { id });

export async function until<T>(what: string, ask: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  let seen = await ask();
  for (let i = 0; i < 400 && !holds(seen); i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    seen = await ask();
  }
  if (!holds(seen)) throw new Error(`never: ${what}; at last ${JSON.stringify(seen).slice(0, 2000)}`);
  return seen;
}

export const untilState = (browser: Browser, id: string, wanted: EnvironmentDto['state'], generation = 1) =>
  until(
    `${wanted} in generation ${generation}`,
    () => stateOf(browser, id),
    (seen) => seen.state === wanted && seen.generation >= generation,
  );

export async function release(browser: Browser, environmentId: string, from = 'running'): Promise<void> {
  const list =
    await browser.query<{ id: string; environmentId: string; state: string }[]>('reservations.list');
  const own = list.find((row) => row.environmentId === environmentId && row.state === from);
  await browser.mutate('reservations.release', { key: randomUUID(), reservationId: own?.id });
}
