import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { openDatabases } from '../../src/db/databases.ts';
import type { Driver } from '../../src/drivers/driver.ts';
import type { EnvironmentDto } from '../../src/features/environments/dto.ts';
import type { ReservationDto } from '../../src/features/reservations/dto.ts';
import { startReconciler } from '../../src/workers/reconciler.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';
import { drawWordProcessing } from '../book.ts';

export const MINUTE = 60_000;
/** Short, since what runs is watched every ten seconds of the world. */
export const SLOT = 10 * MINUTE;

/** A server with a second process's workers beside its own, on one real database. */
export async function twoWorkers(wrap?: (driver: Driver) => Driver): Promise<TestApp> {
  const server = await testApp(wrap ? { wrap } : {});
  const db = openDatabases(server.url);
  const tools = { platform: db.platform, drivers: server.app.drivers };
  const second = startReconciler(tools, pino({ level: 'silent' }));
  onTestFinished(async () => {
    await second.stop();
    await db.end();
    await server.end();
  });
  return server;
}

export interface Customer {
  readonly browser: Browser;
  readonly designId: string;
}
export async function customers(server: TestApp, count: number): Promise<Customer[]> {
  const names = Array.from({ length: count }, (_, n) => `Customer ${n}`);
  return Promise.all(
    names.map(async (name) => {
      const browser = await server.customer(name);
      return { browser, designId: await drawWordProcessing(browser, name) };
    }),
  );
}

export const nextStart = async (server: TestApp) => (Math.floor((await server.now()) / SLOT) + 1) * SLOT;
export const list = (browser: Browser) => browser.query<ReservationDto[]>('reservations.list');
export const stateOf = ({ browser }: Customer, id: string) =>
  browser.query<EnvironmentDto>('environments.get', { id });
