import { sql } from 'drizzle-orm';
import { openDatabases, type Databases } from '../../src/db/databases.ts';
import type { Driver } from '../../src/drivers/driver.ts';
import { simulatedDriver } from '../../src/drivers/simulated/driver.ts';
import { breakHost, mendHost } from '../../src/drivers/simulated/faults.ts';
import type { FaultName } from '../../src/drivers/simulated/tables.ts';
import * as world from '../../src/features/world/service.ts';
import { freshDatabase } from '../database.ts';
import type { Bench } from './bench.ts';
import { driverContract } from './contract.ts';
import { TEST_IMAGE } from './image.ts';

const HOST = 'host_test';
const REQUESTS = { create: /^ensure(Network|Volume|Machine)$/, start: /^start$/, remove: /^remove$/ };

/** A world of its own, whose clock is moved rather than waited for. */
async function paperBench(): Promise<Bench> {
  const database = await freshDatabase();
  const db = openDatabases(database.url);
  await db.platform.tx(null, (tx) => world.create(tx, true));
  const accidents = accidentsOf(db);
  return {
    host: HOST,
    real: false,
    image: TEST_IMAGE,
    driver: (owner) => accidents.before(simulatedDriver(db.simulator, owner)),
    pass: async (ms) => {
      await db.platform.tx(null, (tx) =>
        tx.db.execute(sql`update world set offset_ms = offset_ms + ${ms}::bigint`),
      );
    },
    powerOff: () => breakHost(db.simulator, HOST, 'power-off'),
    powerOn: () => mendHost(db.simulator, HOST),
    cut: () => accidents.happen('partition'),
    heal: () => accidents.happen(null),
    loseAnswerTo: accidents.loseAnswerTo,
    exec: () => Promise.reject(new Error('there is no host to run anything on')),
    close: async () => {
      await db.end();
      await database.drop();
      return '';
    },
  };
}

/** The bench breaks things without waiting, so whatever the driver is asked next waits until they are broken. */
function accidentsOf(db: Databases) {
  let settled: Promise<unknown> = Promise.resolve();
  let losing: RegExp | null = null;
  const happen = (kind: FaultName | null) => {
    settled = settled.then(() => (kind ? breakHost(db.simulator, HOST, kind) : mendHost(db.simulator, HOST)));
  };
  const asked = async (name: string, call: () => unknown) => {
    const loses = losing?.test(name) ?? false;
    if (loses) losing = null;
    if (loses) happen('lost-answer');
    await settled;
    try {
      return await call();
    } finally {
      if (loses) happen(null);
      await settled;
    }
  };
  const before = (driver: Driver): Driver =>
    new Proxy(driver, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function' || name === 'events') return member;
        return (...args: unknown[]) => asked(String(name), () => Reflect.apply(member, target, args));
      },
    });
  const loseAnswerTo = (request: keyof typeof REQUESTS) => void (losing = REQUESTS[request]);
  return { happen, before, loseAnswerTo };
}

driverContract('paper', false, paperBench);
