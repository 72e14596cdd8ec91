import { DriverError, type Driver } from './driver.ts';

/**
 * A driver that passes nothing on while the world is paused, whoever asks: the engines behind it may be those of the world
 * that this one was restored from. A world that goes on is never paused again, so it is asked no more.
 */
export function unlessPaused(driver: Driver, isPaused: () => Promise<boolean>): Driver {
  let goesOn = false;
  const check = async () => {
    goesOn ||= !(await isPaused());
    if (!goesOn) throw new DriverError('unreachable', 'this world is paused', 'not-done');
  };
  return {
    ...guarded(driver, check),
    access: driver.access && guarded(driver.access, check),
    events: async function* (...asked) {
      await check();
      yield* driver.events(...asked);
    },
  };
}

type Call = (...asked: unknown[]) => unknown;

/** The same thing, where each call is looked at first. */
function guarded<T extends object>(thing: T, check: () => Promise<void>): T {
  const entries = Object.entries(thing).map(([name, part]: [string, unknown]) => {
    if (typeof part !== 'function') return [name, part];
    const call = async (...asked: unknown[]) => {
      await check();
      return (part as Call).apply(thing, asked);
    };
    return [name, call];
  });
  return Object.fromEntries(entries) as T;
}
