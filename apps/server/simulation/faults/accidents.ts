import { sql } from 'drizzle-orm';
import { DAY, HOUR, MINUTE } from '@patchbay/engine/time';
import { breakHosts } from '../../src/drivers/simulated/faults.ts';
import * as budgets from '../../src/features/budgets/service.ts';
import { hashOf } from '../../src/db/ids.ts';
import type { Desk } from '../customers/desk.ts';
import type { Customer } from '../database/founding.ts';
import type { Process } from '../processes/process.ts';
import type { Outages } from './outages.ts';
import type { Workers } from '../processes/workers.ts';
import type { StoredPriceBook } from '../../src/features/catalog/tables.ts';
import type { Random } from '../random.ts';
import type { Fault, Storm } from './storm.ts';

/** Half as much again for every hour of everything. */
function dearer(book: StoredPriceBook): StoredPriceBook {
  const prices = book.prices.map((price) => ({
    ...price,
    perHourMicros: Math.round(price.perHourMicros * 1.5),
  }));
  return { ...book, prices };
}

interface Setting {
  readonly desk: Desk;
  readonly storm: Storm;
  readonly random: Random;
  readonly workers: Workers;
  readonly outages: Outages;
  /** The world itself; nothing happens to it. */
  readonly world: Process;
  readonly customers: readonly Customer[];
  /** Whether whatever can happen happens on every day. */
  readonly isBusy: boolean;
}

/** A watch finds what is lost within ten seconds, unless who watches is gone or asleep. */
const NOTICED_MS = MINUTE;
/** What a lowered cap leaves for the rest of the month. */
const LEFT_MICROS = 2_000_000;
const AMPLE_MICROS = 5_000_000_000;

/** What befalls the data center and the accounts, as accidents do: at any time of a day. */
export class Accidents {
  readonly #setting: Setting;
  readonly #world: Process;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#world = setting.world;
  }

  planDay(day: number): void {
    const { storm, desk, random, outages, isBusy } = this.#setting;
    const plan = (fault: Fault, days: number, work: (random: Random) => Promise<void>) => {
      const own = random.fork(`${fault} ${day}`);
      if ((!isBusy && own.whole(1, days) > 1) || !storm.strikes(fault, 'plans')) return;
      void desk.session.scheduler.after(day + own.whole(8 * HOUR, 20 * HOUR) - desk.now, null, () => {
        void work(own);
      });
    };
    plan('machine-lost', 2, (own) => this.#loseMachine(own));
    plan('host-off', 3, (own) => outages.strike('host-off', own));
    plan('rack-off', 5, (own) => outages.strike('rack-off', own));
    plan('rack-cut', 5, (own) => outages.strike('rack-cut', own));
    plan('site-off', 15, (own) => outages.strike('site-off', own));
    plan('no-image', 2, (own) => this.#spoilHosts(own));
    plan('price-change', 7, () => this.#raisePrices());
    plan('cap-lowered', 10, (own) => this.#lowerCap(own));
  }

  async #loseMachine(random: Random): Promise<void> {
    const { workers } = this.#setting;
    const isGone = random.whole(0, 1) === 0;
    await this.#world.db.simulator.tx(null, async (tx) => {
      const machines = await tx.db.execute<{ id: string }>(
        sql`select ctid::text as id from simulator.resource where form = 'machine' and started_at is not null
             order by environment_id, generation, component, idx, host_id`,
      );
      if (machines.length === 0) return;
      const { id } = random.pick([...machines]);
      await tx.db.execute(
        isGone
          ? sql`delete from simulator.resource where ctid = ${id}::tid`
          : sql`update simulator.resource set started_at = null, ready_at = null where ctid = ${id}::tid`,
      );
    });
    workers.watch(NOTICED_MS);
  }

  /** For a while nothing can be made at a site; what runs there runs on. */
  async #spoilHosts(random: Random): Promise<void> {
    const { desk } = this.#setting;
    const hosts = await this.#world.db.platform.tx(null, (tx) =>
      tx.db.execute<{ id: string }>(sql`select id from host order by 1`),
    );
    const from = desk.now;
    const ids = hosts.map(({ id }) => id);
    await this.#world.db.simulator.tx(null, (tx) =>
      breakHosts(tx, ids, 'full', { at: from, until: from + random.whole(20, 120) * MINUTE }),
    );
  }

  async #raisePrices(): Promise<void> {
    await this.#world.db.platform.tx(null, async (tx) => {
      const [book] = await tx.db.execute<{ content: StoredPriceBook }>(
        sql`select content from price_book_version order by valid_from desc, id desc limit 1`,
      );
      if (!book) return;
      const content = dearer(book.content);
      const hash = hashOf(content);
      await tx.db.execute(
        sql`insert into price_book_version (id, hash, currency, content, valid_from)
          values (${`book-${hash.slice(0, 12)}`}, ${hash}, ${content.currency}, ${JSON.stringify(content)}, clock()) on conflict do nothing`,
      );
    });
  }

  async #lowerCap(random: Random): Promise<void> {
    const { desk, customers } = this.#setting;
    const customer = random.pick([...customers]);
    const set = (amountMicros: number) =>
      desk.ask(customer, `sets a cap of ${amountMicros}`, (actor) =>
        budgets.set(actor, { amountMicros, alerts: [], hardCap: true, told: [] }),
      );
    const budget = await desk.ask(customer, 'asks for its budget', (actor) => budgets.get(actor), false);
    if (budget.kind !== 'done') return;
    await set(budget.value.spentMicros + LEFT_MICROS);
    await desk.session.scheduler.sleep(null, DAY);
    await set(AMPLE_MICROS);
  }
}
