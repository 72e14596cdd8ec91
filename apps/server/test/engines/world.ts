import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { Bench } from './bench.ts';
import type {
  Driver,
  DriverErrorCode,
  Key,
  MachineSpec,
  NetworkSpec,
  ServiceSpec,
} from '../../src/drivers/driver.ts';

/** One environment on a bench, with a subnet of its own and boring defaults for everything. */
export interface World {
  readonly bench: Bench;
  readonly driver: Driver;
  readonly environmentId: string;
  readonly subnet: string;
  key(component: string, part?: Partial<Key>): Key;
  network(part?: Partial<NetworkSpec>): NetworkSpec;
  /** The address of the n-th machine on the network. */
  address(n: number): string;
  machine(part?: Partial<MachineSpec>): MachineSpec;
  /** On network `net`, at the n-th address. */
  onNet(n: number): Pick<MachineSpec, 'interfaces'>;
  service(command: string, port?: number | null): ServiceSpec;
  /** Network `net` is there; the machine is created, started and ready. */
  runs(component: string, part?: Partial<MachineSpec>): Promise<Key>;
  /** What a command in a machine printed; it has to end well. */
  says(key: Key, ...argv: string[]): Promise<string>;
  until(what: string, holds: () => Promise<boolean>): Promise<void>;
}

const OWNER = 'patchbay-test';
const CALL_MS = 30_000;
const TRIES = 300;
const TRY_MS = 50;

export const soon = (ms = CALL_MS) => ({ signal: AbortSignal.timeout(ms) });

let worlds = 0;

export function newWorld(bench: Bench, owner = OWNER): World {
  worlds += 1;
  const driver = bench.driver(owner);
  const environmentId = `env_${randomBytes(8).toString('hex')}`;
  const base = `10.${77 + Math.floor(worlds / 250)}.${worlds % 250}`;
  const world: World = {
    bench,
    driver,
    environmentId,
    subnet: `${base}.0/24`,
    key: (component, part) => ({ environmentId, generation: 1, component, idx: 0, ...part }),
    network: (part) => ({ form: 'network', subnet: world.subnet, vlan: null, gateway: null, ...part }),
    address: (n) => `${base}.${n}`,
    machine: (part) => ({ ...PLAIN, image: bench.image, ...part }),
    onNet: (n) => ({ interfaces: [{ network: { component: 'net', idx: 0 }, address: world.address(n) }] }),
    service: (command, port = null) => ({ name: 'service', command, files: [], port }),
    runs: async (component, part) => {
      const key = world.key(component);
      const spec = world.machine(part);
      if (spec.interfaces.length > 0)
        await driver.ensureNetwork(bench.host, world.key('net'), world.network(), soon());
      await driver.ensureMachine(bench.host, key, spec, soon());
      await driver.start(bench.host, key, soon());
      await world.until(`${component} is ready`, async () => {
        const [ready] = await driver.ready([{ host: bench.host, key }], soon());
        return ready === 'ready';
      });
      return key;
    },
    says: async (key, ...argv) => {
      const { code, out, err } = await accessOf(driver).run(bench.host, key, argv, soon());
      expect({ argv, code, err }).toEqual({ argv, code: 0, err: '' });
      return out;
    },
    until: async (what, holds) => {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        if (await holds()) return;
        await bench.pass(TRY_MS);
      }
      throw new Error(`never: ${what}`);
    },
  };
  return world;
}

export function accessOf({ access }: Driver) {
  if (!access) throw new Error('this driver reaches nothing');
  return access;
}

const PLAIN: MachineSpec = {
  form: 'machine',
  arch: process.arch === 'arm64' ? 'arm64' : 'x86-64',
  cpuMilli: 500,
  memoryMiB: 64,
  diskMiB: 1024,
  hostname: 'plain',
  image: null,
  services: [],
  interfaces: [],
  names: [],
  mounts: [],
  bootSeconds: 1,
  busyMilli: 0,
};

/** The call fails with this code; returns the error for more questions. */
export async function expectRefusal(call: Promise<unknown>, code: DriverErrorCode) {
  const outcome = await call.then(
    (value) => ({ value }),
    (cause: unknown) => cause,
  );
  expect(outcome).toMatchObject({ name: 'DriverError', code });
  return outcome as { outcome: string; message: string };
}
