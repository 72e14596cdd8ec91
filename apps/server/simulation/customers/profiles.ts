import { DAY, HOUR, MINUTE } from '@patchbay/engine/time';
import type { Customer } from '../database/founding.ts';
import type { Random } from '../random.ts';
import type { BookedSlot, Requests } from './requests.ts';

/** Who books what. */
export interface Setting {
  readonly requests: Requests;
  readonly random: Random;
  readonly customers: readonly Customer[];
  /** Runs something later in world time. */
  later(at: number, work: () => Promise<unknown>): void;
  /** Whether there is something to do in every week. */
  readonly isBusy: boolean;
}

const WEEK_BEGINS = 1;
const CLASS_DAYS: readonly number[] = [2, 4];
const LAB_DAY = 3;
/** A run is to go far: what happens in a busy week happens in each. */
const BUSY_WEEKS = 0.4;

/** What customers do, day by day; each has its own way, and weeks in which it does nothing. */
export class Habits {
  readonly #setting: Setting;
  #busy: ReadonlySet<Customer> = new Set();

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  planDay(day: number): void {
    const { customers, random, isBusy } = this.#setting;
    const [school, shop, lab] = customers;
    const weekday = new Date(day).getUTCDay();
    if (weekday === WEEK_BEGINS || this.#busy.size === 0)
      this.#busy = new Set(customers.filter(() => isBusy || random.chance(BUSY_WEEKS)));
    if (school && this.#busy.has(school) && (isBusy || CLASS_DAYS.includes(weekday)))
      planClasses(this.#setting, school, lab, day);
    if (shop && this.#busy.has(shop))
      for (let n = isBusy ? random.whole(3, 5) : random.whole(0, 2); n > 0; n -= 1)
        planDemo(this.#setting, shop, day);
    if (lab && this.#busy.has(lab) && (isBusy || weekday === LAB_DAY))
      planExperiment(this.#setting, lab, day);
  }
}

/**
 * Many desks at nine sharp, and again at ten by the next class, booked the evening before. Somebody else may want desks at
 * that hour too, and then there are not enough for all.
 */
function planClasses(setting: Setting, school: Customer, rival: Customer | undefined, day: number): void {
  const { random, isBusy } = setting;
  const isContended = isBusy || random.chance(0.5);
  const desks = random.whole(2, 6);
  for (const hour of [9, 10]) {
    planClass(setting, school, day + hour * HOUR, desks);
    if (rival && isContended) planClass(setting, rival, day + hour * HOUR, random.whole(3, 6));
  }
}

function planClass(setting: Setting, customer: Customer, start: number, desks: number): void {
  const { requests, random, later } = setting;
  const asked = start - (start % DAY) - 6 * HOUR;
  for (let desk = 0; desk < desks; desk += 1) {
    // All of them at once.
    later(asked + random.whole(0, 30), async () => {
      const booked = await requests.book(customer, { design: 0, start, end: start + HOUR });
      if (!booked) return;
      if (random.chance(0.1)) later(start - HOUR, () => requests.release(booked));
      // The next class may have the desk.
      else if (random.chance(setting.isBusy ? 0.5 : 0.2))
        later(booked.end - 10 * MINUTE, () => requests.setEnd(booked, booked.end + HOUR / 2));
    });
  }
  if (random.chance(0.3)) later(start + HOUR / 2, () => requests.lookAround(customer));
}

/** Shown to somebody who dropped in: short, and often given back. */
function planDemo(setting: Setting, shop: Customer, day: number): void {
  const { requests, random, later } = setting;
  const asked = day + random.whole(8 * HOUR, 18 * HOUR);
  const start = asked + random.whole(5, 90) * MINUTE;
  const end = start + random.whole(2, 8) * 15 * MINUTE;
  later(asked, async () => {
    const booked = await requests.book(shop, { design: random.whole(0, 1), start, end });
    if (!booked) return;
    const { storm } = requests.desk;
    const isAtEdge = storm.strikes('at-the-edge', shop.person.name);
    const edge = random.pick([start, end]) + random.whole(-400, 15_000);
    if (random.chance(0.5))
      later(isAtEdge ? edge : asked + random.whole(0, end - asked), () => requests.release(booked));
    if (random.chance(0.4))
      later(isAtEdge ? edge + random.whole(-300, 300) : end - 10 * MINUTE, () =>
        requests.setEnd(booked, end + 30 * MINUTE),
      );
  });
}

/** Runs for days, goes on a little longer, and comes back to its data. */
function planExperiment(setting: Setting, lab: Customer, day: number): void {
  const { requests, random, later } = setting;
  // In a short world all of it is to come about.
  const [wait, length] = setting.isBusy ? ([9, 12] as const) : ([20, 40] as const);
  const start = day + random.whole(wait, length) * HOUR;
  const end = start + (setting.isBusy ? random.whole(3, 8) : random.whole(8, 30)) * HOUR;
  const goOn = async (booked: BookedSlot) => {
    if (random.chance(0.6)) await requests.setEnd(booked, booked.end + 5 * HOUR);
    const again = booked.end + (setting.isBusy ? random.whole(1, 5) * HOUR : random.whole(1, 2) * DAY);
    if (random.chance(0.7))
      await requests.book(lab, { design: 1, start: again, end: again + 3 * HOUR, of: booked });
  };
  later(day + 8 * HOUR, async () => {
    const booked = await requests.book(lab, { design: 1, start, end });
    if (booked) later(end - 2 * HOUR, () => goOn(booked));
  });
}
