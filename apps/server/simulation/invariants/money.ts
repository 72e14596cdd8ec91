import type { Check } from './facts.ts';

interface Sums {
  readonly id: string;
  readonly totalMicros: number;
  readonly roundingMicros: number;
  readonly totalMinor: number;
  readonly lines: number;
}

const MICROS_OF_A_MINOR = 10_000;

/** MTR-2: an invoice's total is the sum of its lines to the last micro-unit, with one rounding to minor units. */
export const invoices: Check = ({ read }) =>
  read<Sums>(
    `select i.id, i.total_micros::float8 as "totalMicros", i.rounding_micros::float8 as "roundingMicros", i.total_minor::float8 as "totalMinor",
            (coalesce((select sum(amount_micros) from charge c where c.invoice_id = i.id), 0)
             + coalesce((select sum(amount_micros) from invoice_item m where m.invoice_id = i.id), 0))::float8 as lines
       from invoice i`,
  ).flatMap(({ id, totalMicros, roundingMicros, totalMinor, lines }) => {
    const found: string[] = [];
    if (lines !== totalMicros) found.push(`${id} says ${totalMicros}, its lines come to ${lines}`);
    if (totalMicros + roundingMicros !== totalMinor * MICROS_OF_A_MINOR)
      found.push(`${id} rounds ${totalMicros} by ${roundingMicros} to ${totalMinor}`);
    if (Math.abs(roundingMicros) >= MICROS_OF_A_MINOR) found.push(`${id} rounds by ${roundingMicros}`);
    return found.map((what) => ({ invariant: 'MTR-2', what }));
  });

/** A month's charges in a channel never exceed its hard cap. */
export const caps: Check = ({ read }) =>
  read<{ id: string; spent: number; cap: number }>(
    `select i.id, i.total_micros::float8 as spent, b.amount_micros::float8 as cap
       from invoice i join budget b on b.channel_id = i.channel_id where b.hard_cap and i.total_micros > b.amount_micros
        and i.period = to_char(simulation.clock(), 'YYYY-MM')`,
  ).map(({ id, spent, cap }) => ({
    invariant: 'hard-cap-held',
    what: `${id} comes to ${spent}, its cap is ${cap}`,
  }));

/** What is charged of a slot is what it was metered, at the price book that it was booked at. */
export const charges: Check = ({ read }) => {
  const unequal = read<{ slot: string; meter: string; charged: number; metered: number }>(
    `select slot, meter, sum(charged)::float8 as charged, sum(metered)::float8 as metered
       from (select slot_id as slot, meter, quantity as charged, 0 as metered from charge
             union all select slot_id, meter, 0, quantity from usage_event) as sides
      group by slot, meter having sum(charged) <> sum(metered)`,
  ).map(({ slot, meter, charged, metered }) => `${slot}: ${meter} metered ${metered}, charged ${charged}`);
  const otherBook = read<{ id: string }>(
    `select c.id from charge c join reservation r on r.id = c.reservation_id where r.price_book_version_id <> c.price_book_version_id`,
  ).map(({ id }) => `${id} is charged at another price book than was booked`);
  return [
    ...unequal.map((what) => ({ invariant: 'charged-as-metered', what })),
    ...otherBook.map((what) => ({ invariant: 'charged-as-booked', what })),
  ];
};

/** How much of a meter's own unit one priced unit is; stated here once more, on purpose. */
const UNITS = `case meter when 'cpu.used' then 3600000 when 'memory.used' then 3686400 when 'traffic.used' then 1000000000 else 3600 end`;

/** What the lines of one hour of one copy come to is quantity x price x factors, rounded once to the micro-unit. */
export const lines: Check = ({ read }) =>
  read<{ what: string; charged: number; comesTo: number }>(
    `select slot_id || ' ' || component || ' ' || meter as what, charged::float8, comes_to::float8 as "comesTo"
       from (select slot_id, component, meter, sum(amount_micros) as charged,
                    sum(quantity) * max(per_unit_micros) * max(band_milli) * max(grade_milli) / (${UNITS}::numeric * 1000000) as comes_to
               from charge group by slot_id, component, idx, meter, bucket) as records
      where abs(charged - comes_to) > 1`,
  ).map(({ what, charged, comesTo }) => ({
    invariant: 'line-adds-up',
    what: `${what} is charged ${charged} and comes to ${comesTo}`,
  }));
