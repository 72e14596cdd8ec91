import { DriverError, type Driver } from '../../src/drivers/driver.ts';
import type { Session } from '../database/client.ts';
import type { Actor } from '../scheduler.ts';
import type { Storm } from './storm.ts';

const CALL_MS = 20_000;
const late = () => new DriverError('timeout', 'the host did not answer in time', 'unknown');

export interface Way {
  readonly session: Session;
  readonly storm: Storm;
}

/** The way from a process to the data center and back. Behind it is the simulated driver as it is. */
export function stormyDriver(driver: Driver, actor: Actor, { session, storm }: Way): Driver {
  const { scheduler, trace } = session;

  /** A call that only looks; what it says may be late, or be lost. */
  async function look<T>(what: string, work: () => Promise<T>): Promise<T> {
    trace.line(scheduler.now, actor.name, what);
    await travel();
    if (storm.strikes('no-effect', actor.name)) throw await afterWaiting();
    const answer = await work();
    if (storm.strikes('lost-answer', actor.name))
      throw new DriverError('unreachable', 'the connection to the host broke', 'unknown');
    return answer;
  }

  /** A call that makes something so. */
  async function act<T>(what: string, work: () => Promise<T>, lie: () => Promise<T>): Promise<T> {
    return look(what, async () => {
      if (storm.strikes('lie', actor.name)) return lie();
      if (storm.strikes('twice-done', actor.name)) await work();
      return work();
    });
  }

  async function travel(): Promise<void> {
    await scheduler.sleep(actor, storm.whole(1, 20));
    if (!storm.strikes('slow', actor.name)) return;
    const ms = storm.whole(1_000, 40_000);
    await scheduler.sleep(actor, Math.min(ms, CALL_MS));
    if (ms > CALL_MS) throw late();
  }

  async function afterWaiting(): Promise<DriverError> {
    await scheduler.sleep(actor, CALL_MS);
    return late();
  }

  const nothing = () => Promise.resolve();
  return {
    ...driver,
    ensureNetwork: (host, key, spec, options) =>
      act(`makes network ${nameOf(key)}`, () => driver.ensureNetwork(host, key, spec, options), nothing),
    ensureVolume: (host, key, spec, options) =>
      act(`makes volume ${nameOf(key)}`, () => driver.ensureVolume(host, key, spec, options), nothing),
    ensureMachine: (host, key, spec, options) =>
      act(`makes machine ${nameOf(key)}`, () => driver.ensureMachine(host, key, spec, options), nothing),
    start: (host, key, options) =>
      act(`starts ${nameOf(key)}`, () => driver.start(host, key, options), nothing),
    stop: (host, key, options) =>
      act(
        `stops ${nameOf(key)}`,
        () => driver.stop(host, key, options),
        () => Promise.resolve(null),
      ),
    remove: (host, what, options) =>
      act<'removed' | 'absent'>(
        `removes ${what.form} ${nameOf(what.key)}`,
        () => driver.remove(host, what, options),
        () => Promise.resolve('removed'),
      ),
    silent: (hosts, options) => look('looks at the hosts', () => driver.silent(hosts, options)),
    list: (hosts, environmentId, options) =>
      look(`lists ${environmentId}`, () => driver.list(hosts, environmentId, options)),
    sample: (hosts, environmentId, options) =>
      look(`reads ${environmentId}`, () => driver.sample(hosts, environmentId, options)),
    ready: (machines, options) => look(`asks ${machines.length}`, () => driver.ready(machines, options)),
  };
}

const nameOf = (key: { environmentId: string; generation: number; component: string; idx: number }) =>
  `${key.environmentId}/${key.generation}/${key.component}/${key.idx}`;
