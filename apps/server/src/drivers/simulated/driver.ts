import { availableParallelism, totalmem } from 'node:os';
import type { Pool, Tx } from '../../db/pool.ts';
import {
  DriverError,
  type Driver,
  type Key,
  type Located,
  type MachineSpec,
  type NetworkSpec,
  type Probe,
  type VolumeSpec,
} from '../driver.ts';
import { eventsOf } from './events.ts';
import { drawAccidents } from './accidents.ts';
import { answerLate, faultsOf, silentOf } from './faults.ts';
import { create, remove } from './making.ts';
import { observed, powerOff, powerOn, readingOf, readyOf } from './power.ts';
import { rowsOf, subnetsOfOthers } from './rows.ts';
import { OWNER, type FaultName } from './tables.ts';

type Faults = ReadonlySet<FaultName>;

/** A data center that keeps its promises on paper only. Its memory is in the `simulator` schema, its time is the world's. */
export function simulatedDriver(pool: Pool, owner = OWNER): Driver {
  const call = caller(pool);
  const ensure = async (
    host: string,
    key: Key,
    spec: NetworkSpec | VolumeSpec | MachineSpec,
    signal: AbortSignal,
  ) => {
    const taken = await call([host], signal, async (tx, faults) => {
      const made = await create(tx, owner, { host, key }, spec, faults);
      return made && faults.has('name-taken');
    });
    if (taken) throw new DriverError('conflict', `the name of this ${spec.form} is taken`, 'not-done');
  };
  return {
    name: 'simulated',
    real: false,
    access: null,
    probe: (host, { signal }) => call([host], signal, () => Promise.resolve(paper())),
    silent: (hosts) =>
      pool.tx(null, async (tx) => {
        await drawAccidents(tx);
        return silentOf(tx, hosts);
      }),
    takenSubnets: (host, { signal }) => call([host], signal, (tx) => subnetsOfOthers(tx, owner, host)),
    ensureImage: (host, _image, { signal }) =>
      call([host], signal, async (_tx, faults) => {
        if (faults.has('no-image'))
          throw new DriverError('image-missing', `host ${host} has no such image`, 'not-done');
      }),
    ensureNetwork: (host, key, spec, { signal }) => ensure(host, key, spec, signal),
    ensureVolume: (host, key, spec, { signal }) => ensure(host, key, spec, signal),
    ensureMachine: (host, key, spec, { signal }) => ensure(host, key, spec, signal),
    start: (host, key, { signal }) => call([host], signal, (tx) => powerOn(tx, owner, { host, key })),
    ready: (machines, { signal }) =>
      call(hostsOf(machines), signal, (tx, faults) => readyOf(tx, owner, machines, faults)),
    stop: (host, key, { signal }) => call([host], signal, (tx) => powerOff(tx, owner, { host, key })),
    remove: (host, what, { signal }) => call([host], signal, (tx) => remove(tx, owner, host, what)),
    list: (hosts, environmentId, { signal }) =>
      call(hosts, signal, async (tx) =>
        (await rowsOf(tx, owner, hosts, environmentId)).map((row) => observed(row, tx.now)),
      ),
    sample: (hosts, environmentId, { signal }) =>
      call(hosts, signal, async (tx) =>
        (await rowsOf(tx, owner, hosts, environmentId)).flatMap((row) => readingOf(row, tx.now) ?? []),
      ),
    events: (host, { signal }) =>
      eventsOf(() => call([host], NEVER, (tx) => rowsOf(tx, owner, [host], null)), signal),
  };
}

const NEVER = new AbortController().signal;

type Work<T> = (tx: Tx, faults: Faults) => Promise<T>;

/** One call: what it does is one transaction, and what is wrong with its hosts comes over it. */
function caller(pool: Pool) {
  return async <T>(hosts: readonly string[], signal: AbortSignal, work: Work<T>): Promise<T> => {
    if (signal.aborted) throw new DriverError('timeout', 'the time was up before the call', 'not-done');
    const { result, faults } = await pool.tx(null, async (tx) => {
      const found = await faultsOf(tx, hosts);
      return { result: await work(tx, found), faults: found };
    });
    if (faults.has('slow')) await answerLate(signal);
    if (faults.has('lost-answer'))
      throw new DriverError('unreachable', 'the connection to the host broke', 'unknown');
    return result;
  };
}

const MIB = 1024 * 1024;

/** Behind every host on paper is the computer that the paper is on. */
function paper(): Probe {
  return {
    engine: 'Simulator 1',
    apiVersion: '1',
    arch: process.arch === 'arm64' ? 'arm64' : 'x86-64',
    cpus: availableParallelism(),
    memoryMiB: Math.floor(totalmem() / MIB),
    pingMs: 0,
    limits: ['paper'],
  };
}

const hostsOf = (machines: readonly Located[]) => [...new Set(machines.map(({ host }) => host))];
