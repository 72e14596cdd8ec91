import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { openDatabases } from '../../src/db/databases.ts';
import type { Pool } from '../../src/db/pool.ts';
import type { Driver } from '../../src/drivers/driver.ts';
import { simulatedDriver } from '../../src/drivers/simulated/driver.ts';
import { startReconciler } from '../../src/workers/reconciler.ts';

/**
 * A server process that kills itself (SIGKILL) at its n-th effect: before it happens, or after it has happened and
 * before anybody learns of it. Effects are the reconciler's transactions that write, and the driver's calls.
 * Without a point it runs until its stdin ends, and prints how many effects it made.
 */
const [url = '', point = ''] = process.argv.slice(2);
const [at = '', when = ''] = point.split(':');
let effects = 0;

function dieIf(count: number, moment: 'before' | 'after'): void {
  if (String(count) === at && when === moment) process.kill(process.pid, 'SIGKILL');
}

const READS = new Set<PropertyKey>(['list', 'sample', 'ready', 'probe', 'ping']);

function crashingDriver(driver: Driver): Driver {
  return new Proxy(driver, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || READS.has(name)) return member;
      return async (...args: unknown[]) => {
        effects += 1;
        const mine = effects;
        dieIf(mine, 'before');
        const result: unknown = await Reflect.apply(member, target, args);
        dieIf(mine, 'after');
        return result;
      };
    },
  });
}

/** A transaction that only reads has no id of its own and is no effect. */
function crashingPool(pool: Pool): Pool {
  return {
    ...pool,
    tx: async (scope, work) => {
      let mine = 0;
      const result = await pool.tx(scope, async (tx) => {
        const answer = await work(tx);
        const rows = await tx.db.execute<{ id: string | null }>(
          sql`select pg_current_xact_id_if_assigned()::text as id`,
        );
        if (rows[0]?.id) {
          effects += 1;
          mine = effects;
          dieIf(mine, 'before');
        }
        return answer;
      });
      dieIf(mine, 'after');
      return result;
    },
  };
}

const db = openDatabases(url);
const driver = crashingDriver(simulatedDriver(db.simulator));
const tools = { platform: crashingPool(db.platform), drivers: { simulated: driver, docker: driver } };
const reconciler = startReconciler(tools, pino({ level: 'silent' }), 1);
// A line says that the world's clock was moved.
process.stdin.on('data', reconciler.wake);
process.stdin.once('end', () => {
  void reconciler
    .stop()
    .then(() => db.end())
    .then(() => process.stdout.write(String(effects)));
});
