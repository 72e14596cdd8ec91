import { pino } from 'pino';
import { openDatabases } from '../../src/db/databases.ts';
import type { Driver } from '../../src/drivers/driver.ts';
import { startReconciler } from '../../src/workers/reconciler.ts';
import { labDriver } from './hosts.ts';

/**
 * A server process with a real engine that kills itself (SIGKILL) at its n-th call that changes something there: before
 * it is made, or after it was and before anybody learns of it.
 */
const [url = '', folder = '', point = ''] = process.argv.slice(2);
const [at = '', when = ''] = point.split(':');
let calls = 0;

const CHANGES = new Set<PropertyKey>([
  'ensureImage',
  'ensureNetwork',
  'ensureVolume',
  'ensureMachine',
  'start',
  'stop',
  'remove',
]);

function dieIf(count: number, moment: string): void {
  if (String(count) === at && moment === when) process.kill(process.pid, 'SIGKILL');
}

const db = openDatabases(url);
const driver = new Proxy(labDriver(db, folder), {
  get: (target: Driver, name: keyof Driver) => {
    const member: unknown = target[name];
    if (typeof member !== 'function' || !CHANGES.has(name)) return member;
    return async (...args: unknown[]) => {
      calls += 1;
      const mine = calls;
      dieIf(mine, 'before');
      const result: unknown = await Reflect.apply(member, target, args);
      dieIf(mine, 'after');
      return result;
    };
  },
});
startReconciler(
  { platform: db.platform, drivers: { simulated: driver, docker: driver } },
  pino({ level: 'silent' }),
  1,
);
