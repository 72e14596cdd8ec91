import { sql } from 'drizzle-orm';
import type { Catalog } from '@patchbay/catalog';
import { DAY, HOUR } from '@patchbay/engine/time';
import { hashOf } from '../../src/db/ids.ts';
import type { Tx } from '../../src/db/pool.ts';
import { PatchbayError } from '../../src/errors.ts';
import * as budgets from '../../src/features/budgets/service.ts';
import type { StoredPriceBook } from '../../src/features/catalog/tables.ts';
import * as drains from '../../src/features/data-center/drains.ts';
import type { Desk } from '../customers/desk.ts';
import type { Customer } from '../database/founding.ts';
import { appOf, type Process } from '../processes/process.ts';
import type { Workers } from '../processes/workers.ts';
import type { Random } from '../random.ts';

/** What a lowered cap leaves for the rest of the month. */
const LEFT_MICROS = 2_000_000;
const AMPLE_MICROS = 5_000_000_000;

interface Setting {
  readonly desk: Desk;
  readonly workers: Workers;
  /** The world itself; nothing happens to it. */
  readonly world: Process;
  readonly customers: readonly Customer[];
}

/** What operators and owners change while others book and run. */
export class Acts {
  readonly #setting: Setting;

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  /** Half as much again for every hour of everything, from now or from midnight on. */
  async raisePrices(random: Random): Promise<void> {
    const { desk } = this.#setting;
    const midnight = Math.ceil(desk.now / DAY) * DAY;
    const from = new Date(random.chance(0.5) ? desk.now : midnight).toISOString();
    await this.#asPlatform(async (tx) => {
      const [book] = await tx.db.execute<{ content: StoredPriceBook }>(
        sql`select content from price_book_version order by valid_from desc, id desc limit 1`,
      );
      if (!book) return;
      const content = dearer(book.content);
      const hash = hashOf(content);
      await tx.db.execute(
        sql`insert into price_book_version (id, hash, currency, content, valid_from)
          values (${`book-${hash.slice(0, 12)}`}, ${hash}, ${content.currency}, ${JSON.stringify(content)}, ${from}::timestamptz) on conflict do nothing`,
      );
    });
  }

  /** One thing has another name: every design, quote and booking goes on with the version that it was made by. */
  async changeCatalog(): Promise<void> {
    await this.#asPlatform(async (tx) => {
      const [newest] = await tx.db.execute<{ content: Catalog }>(
        sql`select content from catalog_version order by published_at desc, id desc limit 1`,
      );
      if (!newest) return;
      const content = renamed(newest.content);
      const hash = hashOf(content);
      await tx.db.execute(
        sql`insert into catalog_version (id, hash, content, published_at)
          values (${`catalog-${hash.slice(0, 12)}`}, ${hash}, ${JSON.stringify(content)}, clock()) on conflict do nothing`,
      );
    });
  }

  async lowerCap(random: Random): Promise<void> {
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

  /** Nothing new is placed on a host that is in use; what is booked there goes elsewhere, as far as there is room. */
  async drainHost(random: Random): Promise<void> {
    const { desk, world, workers } = this.#setting;
    const app = appOf(world, () => workers.wake());
    const hosts = await this.#asPlatform((tx) =>
      tx.db.execute<{ id: string }>(
        sql`select distinct host_id as id from host_claim where state <> 'released' and upper(during) > clock() order by 1`,
      ),
    );
    if (hosts.length === 0) return;
    const { id: hostId } = random.pick([...hosts]);
    const shown = await drains.preview(app, hostId);
    try {
      await drains.moveAway(app, { hostId, slotIds: shown.map(({ slotId }) => slotId) });
    } catch (error) {
      // Something was booked, or was over, since it was shown.
      if (!(error instanceof PatchbayError)) throw error;
      await drains.drain(app, { hostId, draining: true });
    }
    await desk.session.scheduler.sleep(null, random.whole(1, 20) * HOUR);
    await drains.drain(app, { hostId, draining: false });
  }

  #asPlatform<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#setting.world.db.platform.tx(null, work);
  }
}

function renamed({ types, ...catalog }: Catalog): Catalog {
  const [first, ...others] = types;
  if (!first) throw new Error('a catalog has types');
  const [, name = '', edition = 1] = /^(.*?)(?: (\d+))?$/.exec(first.name) ?? [];
  return { ...catalog, types: [{ ...first, name: `${name} ${Number(edition) + 1}` }, ...others] };
}

function dearer(book: StoredPriceBook): StoredPriceBook {
  const prices = book.prices.map((price) => ({
    ...price,
    perHourMicros: Math.round(price.perHourMicros * 1.5),
  }));
  return { ...book, prices };
}
