import { pino, type Logger } from 'pino';
import type { App, Drivers } from '../../src/context.ts';
import type { Databases } from '../../src/db/databases.ts';
import { poolOf } from '../../src/db/pool.ts';
import type { Driver } from '../../src/drivers/driver.ts';
import { simulatedDriver } from '../../src/drivers/simulated/driver.ts';
import { clientOf, type Session } from '../database/client.ts';
import type { Actor } from '../scheduler.ts';

/** One server process: everything of it is real, except what is outside of it. */
export interface Process {
  readonly actor: Actor;
  readonly db: Databases;
  readonly drivers: Drivers;
  readonly log: Logger;
}

/** What stands between a process and its data center. */
export type Wrap = (driver: Driver, actor: Actor) => Driver;

export function startProcess(session: Session, actor: Actor, wrap: Wrap): Process {
  const pool = (role: string) => poolOf(clientOf(session, actor, role), role);
  const db: Databases = {
    app: pool('patchbay_app'),
    platform: pool('patchbay_platform'),
    identity: pool('patchbay_identity'),
    simulator: pool('patchbay_simulator'),
    end: () => Promise.resolve(),
  };
  const driver = wrap(simulatedDriver(db.simulator), actor);
  return { actor, db, drivers: { simulated: driver, docker: driver }, log: logInto(session, actor) };
}

interface Line {
  readonly msg: string;
  readonly err?: { readonly message: string };
  readonly job?: string;
  readonly slotId?: string;
}

/** What a process has to say for itself stands in the trace. */
function logInto({ scheduler, trace }: Session, actor: Actor): Logger {
  const write = (text: string) => {
    const { msg, err, job, slotId } = JSON.parse(text) as Line;
    const of = job ? ` (${job} of ${slotId})` : '';
    trace.line(scheduler.now, actor.name, `${msg}${of}${err ? `: ${err.message.split('\n')[0]}` : ''}`);
  };
  return pino({ base: null, timestamp: false, level: 'debug' }, { write });
}

/** What requests need of a process. Nobody signs in here: persons are who they say they are. */
export function appOf({ db, drivers, log }: Process, wake: () => void): App {
  return {
    db,
    drivers,
    log,
    wake,
    // Nobody watches hosts here.
    look: () => {},
    changes: { next: () => Promise.resolve(), end: () => Promise.resolve() },
    auth: {} as App['auth'],
    aliasOf: (text) => text,
    accessOf: () => Promise.resolve(null),
    pages: null,
  };
}
