import { DriverError, type Driver, type Key } from '../../src/drivers/driver.ts';
import type { Session } from '../database/client.ts';
import type { Actor } from '../scheduler.ts';
import type { Storm } from './storm.ts';

const CALL_MS = 20_000;
const late = () => new DriverError('timeout', 'the host did not answer in time', 'unknown');

export interface Way {
  readonly session: Session;
  readonly storm: Storm;
}

/** A call from a process to the data center, and back. */
function callsOf(actor: Actor, { session, storm }: Way) {
  const { scheduler, trace } = session;

  /** A call that only looks; what it says may be late, or be lost. */
  async function look<T>(what: string, of: string | null, work: () => Promise<T>): Promise<T> {
    trace.line(scheduler.now, actor.name, what);
    await travel(of);
    if (storm.strikes('no-effect', actor.name, of)) throw await afterWaiting();
    const answer = await work();
    if (storm.strikes('lost-answer', actor.name, of))
      throw new DriverError('unreachable', 'the connection to the host broke', 'unknown');
    return answer;
  }

  /** A call that makes something so. */
  async function act<T>(what: string, key: Key, work: () => Promise<T>, lie: () => Promise<T>): Promise<T> {
    const of = key.environmentId;
    return look(`${what} ${nameOf(key)}`, of, async () => {
      if (storm.strikes('lie', actor.name, of)) return lie();
      if (storm.strikes('twice-done', actor.name, of)) await work();
      const answer = await work();
      if (storm.strikes('said-to-fail', actor.name, of))
        throw new DriverError('refused', 'the host would not', 'not-done');
      return answer;
    });
  }

  async function travel(of: string | null): Promise<void> {
    await scheduler.sleep(actor, storm.whole(1, 20));
    if (!storm.strikes('slow', actor.name, of)) return;
    const ms = storm.whole(1_000, 40_000);
    await scheduler.sleep(actor, Math.min(ms, CALL_MS));
    if (ms > CALL_MS) throw late();
  }

  async function afterWaiting(): Promise<DriverError> {
    await scheduler.sleep(actor, CALL_MS);
    return late();
  }

  return { look, act };
}

const nothing = () => Promise.resolve();

/** The way from a process to the data center. Behind it is the simulated driver as it is. */
export function stormyDriver(driver: Driver, actor: Actor, way: Way): Driver {
  const { look, act } = callsOf(actor, way);
  return {
    ...driver,
    ensureNetwork: (host, key, spec, options) =>
      act('makes network', key, () => driver.ensureNetwork(host, key, spec, options), nothing),
    ensureVolume: (host, key, spec, options) =>
      act('makes volume', key, () => driver.ensureVolume(host, key, spec, options), nothing),
    ensureMachine: (host, key, spec, options) =>
      act('makes machine', key, () => driver.ensureMachine(host, key, spec, options), nothing),
    start: (host, key, options) => act('starts', key, () => driver.start(host, key, options), nothing),
    stop: (host, key, options) =>
      act(
        'stops',
        key,
        () => driver.stop(host, key, options),
        () => Promise.resolve(null),
      ),
    remove: (host, what, options) =>
      act<'removed' | 'absent'>(
        `removes ${what.form}`,
        what.key,
        () => driver.remove(host, what, options),
        () => Promise.resolve('removed'),
      ),
    silent: (hosts, options) => look('looks at the hosts', null, () => driver.silent(hosts, options)),
    list: (hosts, environmentId, options) =>
      look(`lists ${environmentId}`, environmentId, () => driver.list(hosts, environmentId, options)),
    sample: (hosts, environmentId, options) =>
      look(`reads ${environmentId}`, environmentId, () => driver.sample(hosts, environmentId, options)),
    ready: (machines, options) =>
      look(`asks ${machines.length}`, machines[0]?.key.environmentId ?? null, () =>
        driver.ready(machines, options),
      ),
  };
}

const nameOf = (key: Key) => `${key.environmentId}/${key.generation}/${key.component}/${key.idx}`;
