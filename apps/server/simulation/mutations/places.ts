import { hashOf } from '../../src/db/ids.ts';
import type { Form, HostId, Key, Observed } from '../../src/drivers/driver.ts';
import type { Session } from '../database/client.ts';
import { onTheWayIn, type Mutation } from './mutation.ts';

const nameOf = (host: HostId, form: Form, { environmentId, generation, component, idx }: Key) =>
  `${form} ${host} ${environmentId} ${generation} ${component} ${idx}`;

/** What all workers of one world have in mind. */
function memoryOf<T>(): (session: Session) => Map<string, T> {
  const memories = new WeakMap<Session, Map<string, T>>();
  return (session) => {
    const memory = memories.get(session) ?? new Map<string, T>();
    memories.set(session, memory);
    return memory;
  };
}

/** Answers at once that something was removed, does it later or never, and shows nothing of it from then on. */
function hasty(form: Form, isMeant: (key: Key) => boolean, afterMs: number | null): Mutation['driver'] {
  const hidden = memoryOf<true>();
  return (driver, session) => ({
    ...driver,
    remove: (host, what, options) => {
      if (what.form !== form || !isMeant(what.key)) return driver.remove(host, what, options);
      hidden(session).set(nameOf(host, form, what.key), true);
      if (afterMs !== null)
        session.scheduler.after(afterMs, null, () => void driver.remove(host, what, options).catch(() => {}));
      return Promise.resolve('removed');
    },
    list: async (...asked) =>
      (await driver.list(...asked)).filter(
        (one) => !hidden(session).has(nameOf(one.host, one.form, one.key)),
      ),
  });
}

const told = memoryOf<Observed>();

/** Believes what it was told, and looks at nothing. */
const trusting: Mutation['driver'] = (driver, session) => {
  const known = told(session);
  const believe = (host: HostId, form: Form, key: Key, what: Pick<Observed, 'state' | 'specHash'>) =>
    known.set(nameOf(host, form, key), { key, form, host, ...what });
  return {
    ...driver,
    ensureMachine: async (host, key, spec, options) => {
      await driver.ensureMachine(host, key, spec, options);
      believe(host, 'machine', key, { state: 'created', specHash: hashOf(spec) });
    },
    start: async (host, key, options) => {
      await driver.start(host, key, options);
      const made = known.get(nameOf(host, 'machine', key));
      if (made) believe(host, 'machine', key, { ...made, state: 'running' });
    },
    ready: async (machines, options) => {
      const answers = await driver.ready(machines, options);
      return answers.map((answer, n) => {
        const machine = machines[n];
        return machine && known.has(nameOf(machine.host, 'machine', machine.key)) ? 'ready' : answer;
      });
    },
    remove: async (host, what, options) => {
      known.delete(nameOf(host, what.form, what.key));
      return driver.remove(host, what, options);
    },
    list: async (hosts, environmentId, options) => {
      const seen = await driver.list(hosts, environmentId, options);
      const believed = [...known.values()].filter(
        ({ host, key }) => hosts.includes(host) && (environmentId ?? key.environmentId) === key.environmentId,
      );
      const names = new Set(believed.map(({ host, form, key }) => nameOf(host, form, key)));
      return [...seen.filter(({ host, form, key }) => !names.has(nameOf(host, form, key))), ...believed];
    },
  };
};

/** Mistakes in what is made and taken down. */
export const PLACE_MUTATIONS: readonly Mutation[] = [
  {
    name: 'the data center is believed when it says that something is done',
    breaks: ['runs-before-it-is-said'],
    seed: 1,
    faults: ['lie'],
    driver: trusting,
  },
  {
    name: 'a machine is left behind',
    breaks: ['ENV-3', 'ISO-3'],
    seed: 1,
    driver: hasty('machine', () => true, null),
  },
  {
    name: 'a network is left standing',
    breaks: ['ENV-3'],
    seed: 1,
    driver: hasty('network', () => true, null),
  },
  {
    name: 'a slot is over before its machines are gone',
    breaks: ['ISO-3'],
    seed: 1,
    driver: hasty('machine', () => true, 40_000),
  },
  {
    name: 'what is kept is deleted at once',
    breaks: ['data-kept-a-week'],
    seed: 1,
    sql: onTheWayIn('outbox', 'insert', "if new.job = 'clear' then new.due := clock(); end if;"),
  },
];
