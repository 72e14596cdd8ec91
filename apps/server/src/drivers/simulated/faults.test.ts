import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../test/database.ts';
import { openDatabases, type Databases } from '../../db/databases.ts';
import * as world from '../../features/world/service.ts';
import type { Driver, Key, MachineSpec } from '../driver.ts';
import { simulatedDriver } from './driver.ts';
import { breakHost, mendHost } from './faults.ts';

const MINUTE = 60_000;

let database: FreshDatabase;
let db: Databases;
let driver: Driver;
beforeAll(async () => {
  database = await freshDatabase();
  db = openDatabases(database.url);
  driver = simulatedDriver(db.simulator);
  await db.platform.tx(null, (tx) => world.create(tx, true));
});
afterAll(async () => {
  await db?.end();
  await database?.drop();
});

const soon = (ms = 10_000) => ({ signal: AbortSignal.timeout(ms) });
const pass = (ms: number) =>
  db.platform.tx(null, (tx) => tx.db.execute(sql`update world set offset_ms = offset_ms + ${ms}::bigint`));

const IMAGE = { os: 'debian-12', packages: [] };
const MACHINE: MachineSpec = {
  form: 'machine',
  arch: 'x86-64',
  cpuMilli: 500,
  memoryMiB: 64,
  diskMiB: 1024,
  hostname: 'plain',
  image: IMAGE,
  services: [],
  interfaces: [],
  names: [],
  mounts: [],
  bootSeconds: 1,
  busyMilli: 0,
};

/** A host and a key that no other test has. */
function place(): { host: string; key: Key } {
  const environmentId = `env_${randomUUID()}`;
  return { host: `host_${randomUUID()}`, key: { environmentId, generation: 1, component: 'vm', idx: 0 } };
}

const make = ({ host, key }: ReturnType<typeof place>) => driver.ensureMachine(host, key, MACHINE, soon());
/** Makes the n-th thing of a form at a place. */
const makers = ({ host, key }: ReturnType<typeof place>) => ({
  network: (idx: number) => {
    const spec = { form: 'network', subnet: `10.9.${idx}.0/24`, vlan: null, gateway: null } as const;
    return driver.ensureNetwork(host, { ...key, idx }, spec, soon());
  },
  volume: (idx: number) =>
    driver.ensureVolume(host, { ...key, idx }, { form: 'volume', capacityGiB: 1 }, soon()),
  machine: (idx: number) => driver.ensureMachine(host, { ...key, idx }, MACHINE, soon()),
});
const stateOf = async ({ host, key }: ReturnType<typeof place>) =>
  (await driver.list([host], key.environmentId, soon()))[0]?.state;

describe('a host that is', () => {
  it('full takes no other machine, and keeps those it has', async () => {
    const at = place();
    await make(at);
    await breakHost(db.simulator, at.host, 'full');
    const refusal = { code: 'capacity', outcome: 'not-done' };
    await expect(make({ ...at, key: { ...at.key, idx: 1 } })).rejects.toMatchObject(refusal);
    await make(at);
    await mendHost(db.simulator, at.host);
    await make({ ...at, key: { ...at.key, idx: 1 } });
  });

  it.each(['network', 'volume', 'machine'] as const)(
    'at its quota makes no other %s, and keeps what it has',
    async (form) => {
      const at = place();
      const makeOne = makers(at)[form];
      await makeOne(0);
      await breakHost(db.simulator, at.host, 'quota');
      await expect(makeOne(1)).rejects.toMatchObject({ code: 'capacity', outcome: 'not-done' });
      await makeOne(0);
      expect(await driver.list([at.host], at.key.environmentId, soon())).toHaveLength(1);
      await mendHost(db.simulator, at.host);
      await makeOne(1);
    },
  );

  it.each(['network', 'volume', 'machine'] as const)(
    'said to have the name of a new %s already is right: the same call again finds it',
    async (form) => {
      const at = place();
      const makeOne = makers(at)[form];
      await breakHost(db.simulator, at.host, 'name-taken');
      await expect(makeOne(0)).rejects.toMatchObject({ code: 'conflict', outcome: 'not-done' });
      await makeOne(0);
      expect(await driver.list([at.host], at.key.environmentId, soon())).toHaveLength(1);
    },
  );

  it('without images takes no machine that needs one', async () => {
    const at = place();
    await breakHost(db.simulator, at.host, 'no-image');
    const refusal = { code: 'image-missing', outcome: 'not-done' };
    await expect(driver.ensureImage(at.host, IMAGE, soon())).rejects.toMatchObject(refusal);
    await expect(make(at)).rejects.toMatchObject(refusal);
    await driver.ensureMachine(at.host, at.key, { ...MACHINE, image: null }, soon());
  });

  it('said to run its machines while they do nothing: they are lost, whatever the list says', async () => {
    const at = place();
    await make(at);
    await driver.start(at.host, at.key, soon());
    await pass(MINUTE);
    expect(await driver.ready([at], soon())).toEqual(['ready']);
    await breakHost(db.simulator, at.host, 'phantom');
    expect([await stateOf(at), await driver.ready([at], soon())]).toEqual(['running', ['lost']]);
  });

  it('slow does what is asked, and is a timeout for whoever does not wait', async () => {
    const at = place();
    await breakHost(db.simulator, at.host, 'slow');
    const late = driver.ensureMachine(at.host, at.key, MACHINE, soon(100));
    await expect(late).rejects.toMatchObject({ code: 'timeout', outcome: 'unknown' });
    // The same call again, with more patience.
    await make(at);
    await mendHost(db.simulator, at.host);
    const listed = await driver.list([at.host], at.key.environmentId, soon());
    expect(listed).toHaveLength(1);
  });

  it('back after a power failure has what it had, switched off, and starts it as another incarnation', async () => {
    const at = place();
    await make(at);
    await driver.start(at.host, at.key, soon());
    await pass(MINUTE);
    const before = await driver.sample([at.host], at.key.environmentId, soon());
    await breakHost(db.simulator, at.host, 'power-off');
    await mendHost(db.simulator, at.host);
    expect(await stateOf(at)).toBe('exited');
    await driver.start(at.host, at.key, soon());
    const after = await driver.sample([at.host], at.key.environmentId, soon());
    expect(after[0]?.incarnation).not.toBe(before[0]?.incarnation);
  });
});

describe('hosts know nothing of each other', () => {
  it('one key may be on two of them, and each answers for its own', async () => {
    const at = place();
    const other = { host: place().host, key: at.key };
    await make(at);
    await expect(driver.start(other.host, other.key, soon())).rejects.toMatchObject({ code: 'not-found' });
    await make(other);
    await driver.start(at.host, at.key, soon());
    await pass(MINUTE);
    expect(await driver.ready([at, other], soon())).toEqual(['ready', 'silent']);
    expect(await driver.remove(at.host, { form: 'machine', key: at.key }, soon())).toBe('removed');
    expect(await stateOf(other)).toBe('created');
  });
});
