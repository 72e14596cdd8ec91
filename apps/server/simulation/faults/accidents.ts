import { sql } from 'drizzle-orm';
import { HOUR, MINUTE } from '@patchbay/engine/time';
import { breakHosts } from '../../src/drivers/simulated/faults.ts';
import type { Desk } from '../customers/desk.ts';
import type { Process } from '../processes/process.ts';
import type { Workers } from '../processes/workers.ts';
import type { Random } from '../random.ts';
import type { Acts } from './acts.ts';
import { OUTAGES, type Outages } from './outages.ts';
import type { Fault, Storm } from './storm.ts';

interface Setting {
  readonly desk: Desk;
  readonly storm: Storm;
  readonly random: Random;
  readonly workers: Workers;
  readonly outages: Outages;
  readonly acts: Acts;
  /** The world itself; nothing happens to it. */
  readonly world: Process;
  /** Whether whatever can happen happens on every day. */
  readonly isBusy: boolean;
}

/** A watch finds what is lost within ten seconds, unless who watches is gone or asleep. */
const NOTICED_MS = MINUTE;
/** Each happens on one day of so many. */
const OUTAGE_DAYS = { 'host-off': 3, 'rack-off': 5, 'rack-cut': 5, 'site-off': 15 } as const;

/** What befalls the data center and the accounts, as accidents do: at any time of a day. */
export class Accidents {
  readonly #setting: Setting;

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  planDay(day: number): void {
    const { storm, desk, random, outages, acts, isBusy } = this.#setting;
    const plan = (fault: Fault, days: number, work: (random: Random) => Promise<unknown>) => {
      const own = random.fork(`${fault} ${day}`);
      if ((!isBusy && own.whole(1, days) > 1) || !storm.plans(fault, 'plans')) return;
      void desk.session.scheduler.after(day + own.whole(8 * HOUR, 20 * HOUR) - desk.now, null, () => {
        work(own).catch((error: unknown) => desk.session.witness.failed(fault, String(error)));
      });
    };
    /** Whatever stands as it comes meets it. */
    const planForAll = (fault: Fault, days: number, work: (random: Random) => Promise<unknown>) =>
      plan(fault, days, (own) => {
        storm.meets(fault);
        return work(own);
      });
    plan('machine-lost', 2, (own) => this.#loseMachine(own));
    plan('environment-lost', 4, (own) => this.#loseEnvironment(own));
    for (const outage of OUTAGES) plan(outage, OUTAGE_DAYS[outage], (own) => outages.strike(outage, own));
    planForAll('no-image', 2, (own) => this.#spoilHosts(own));
    planForAll('host-drained', 4, (own) => acts.drainHost(own));
    planForAll('price-change', 7, (own) => acts.raisePrices(own));
    planForAll('catalog-change', 7, () => acts.changeCatalog());
    planForAll('cap-lowered', 10, (own) => acts.lowerCap(own));
  }

  /** One that is on is gone, or has no power. */
  async #loseMachine(random: Random): Promise<void> {
    const { world, storm, workers } = this.#setting;
    const isGone = random.whole(0, 1) === 0;
    await world.db.simulator.tx(null, async (tx) => {
      const machines = await tx.db.execute<{ id: string; environment_id: string }>(
        sql`select ctid::text as id, environment_id from simulator.resource where form = 'machine' and started_at is not null
             order by environment_id, generation, component, idx, host_id`,
      );
      if (machines.length === 0) return;
      const { id, environment_id: environmentId } = random.pick([...machines]);
      await tx.db.execute(
        isGone
          ? sql`delete from simulator.resource where ctid = ${id}::tid`
          : sql`update simulator.resource set started_at = null, ready_at = null where ctid = ${id}::tid`,
      );
      storm.meets('machine-lost', environmentId);
    });
    workers.watch(NOTICED_MS);
  }

  /** Every machine of it is gone at once, and its networks are; what it keeps is there. */
  async #loseEnvironment(random: Random): Promise<void> {
    const { world, storm, workers } = this.#setting;
    await world.db.simulator.tx(null, async (tx) => {
      const found = await tx.db.execute<{ environment_id: string }>(
        sql`select distinct environment_id from simulator.resource where form = 'machine' and started_at is not null order by 1`,
      );
      if (found.length === 0) return;
      const { environment_id: environmentId } = random.pick([...found]);
      await tx.db.execute(
        sql`delete from simulator.resource where environment_id = ${environmentId} and form <> 'volume'`,
      );
      storm.meets('environment-lost', environmentId);
    });
    workers.watch(NOTICED_MS);
  }

  /** For a while nothing can be made at a site; what runs there runs on. */
  async #spoilHosts(random: Random): Promise<void> {
    const { desk, world } = this.#setting;
    const hosts = await world.db.platform.tx(null, (tx) =>
      tx.db.execute<{ id: string }>(sql`select id from host order by 1`),
    );
    const from = desk.now;
    const ids = hosts.map(({ id }) => id);
    await world.db.simulator.tx(null, (tx) =>
      breakHosts(tx, ids, 'full', { at: from, until: from + random.whole(20, 120) * MINUTE }),
    );
  }
}
