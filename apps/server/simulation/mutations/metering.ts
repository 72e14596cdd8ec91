import { afterwards, onTheWayIn, type Mutation } from './mutation.ts';

/** Mistakes in what is metered, charged and credited. */
export const METERING_MUTATIONS: readonly Mutation[] = [
  {
    name: 'what ran is metered twice',
    breaks: ['MTR-1'],
    seed: 1,
    sql: afterwards(
      'usage_event',
      'insert',
      "new.id := new.id || ' again'; insert into usage_event select new.*;",
    ),
  },
  {
    name: 'the part of an hour is not metered',
    breaks: ['MTR-1'],
    seed: 1,
    sql: onTheWayIn(
      'usage_event',
      'insert',
      'if extract(minute from upper(new.during)) <> 0 then return null; end if;',
    ),
  },
  {
    name: 'an event that was lost on the way is not sent again',
    breaks: ['MTR-1'],
    seed: 1,
    sql: onTheWayIn('usage_event', 'insert', "if md5(new.id) < '08' then return null; end if;"),
  },
  {
    name: 'a line is on the invoice twice',
    breaks: ['charged-as-metered'],
    seed: 1,
    sql: afterwards(
      'charge',
      'insert',
      "new.id := new.id || ' again'; new.no := new.no + 1000; insert into charge select new.*;",
    ),
  },
  {
    name: 'every line is rounded to minor units',
    breaks: ['line-adds-up'],
    seed: 1,
    sql: onTheWayIn('charge', 'insert', 'new.amount_micros := round(new.amount_micros / 10000.0) * 10000;'),
  },
  {
    name: 'the newest prices are charged',
    breaks: ['charged-as-booked'],
    seed: 1,
    faults: ['price-change'],
    sql: onTheWayIn(
      'charge',
      'insert',
      'new.price_book_version_id := (select id from price_book_version order by valid_from desc, id desc limit 1);',
    ),
  },
  {
    name: 'the sum of an invoice stays as it was first',
    breaks: ['MTR-2'],
    seed: 1,
    sql: onTheWayIn(
      'invoice',
      'update',
      'if old.total_micros <> 0 then new.total_micros := old.total_micros; end if;',
    ),
  },
  {
    name: "an invoice is rounded in the customer's favour",
    breaks: ['MTR-2'],
    seed: 1,
    sql: onTheWayIn('invoice', 'update', 'new.total_minor := new.total_micros / 10000;'),
  },
  {
    name: 'a hard cap is taken for a soft one',
    breaks: ['hard-cap-held'],
    seed: 9,
    faults: ['cap-lowered'],
    statement: (text) =>
      text.startsWith('select') ? text.replace('"hard_cap"', 'false as "hard_cap"') : text,
  },
];
