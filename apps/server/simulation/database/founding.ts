import { sql } from 'drizzle-orm';
import type { Actor as Person } from '../../src/context.ts';
import * as budgets from '../../src/features/budgets/service.ts';
import { publishShipped } from '../../src/features/catalog/shipped.ts';
import * as dataCenter from '../../src/features/data-center/inventory.ts';
import * as designs from '../../src/features/designs/service.ts';
import * as members from '../../src/features/members/service.ts';
import * as worlds from '../../src/features/world/service.ts';
import { webDesign } from '../../test/designs.ts';
import { appOf, type Process } from '../processes/process.ts';

/** Somebody who books, and what they have drawn. */
export interface Customer {
  readonly person: Person['person'];
  readonly member: Person['member'];
  /** Ids of designs whose newest revision can be booked. */
  readonly designs: readonly { readonly id: string; readonly revision: number }[];
}

const NAMES = ['Ada', 'Ben', 'Cleo'];
/** Few enough that a class does not always fit. */
const SEATS = 9;
const BUDGET = { amountMicros: 5_000_000_000, alerts: [], hardCap: true, told: [] };

/** What there is before the first day: a data center, and customers with designs. */
export async function found(process: Process): Promise<Customer[]> {
  const app = appOf(process, () => {});
  const { platform } = app.db;
  await platform.tx(null, (tx) => worlds.create(tx, true));
  await platform.tx(null, (tx) => publishShipped(tx));
  await platform.tx(null, (tx) => dataCenter.seedDemo(tx));
  await platform.tx(null, (tx) =>
    tx.db.execute(sql`update pool_capacity set capacity = least(capacity, ${SEATS})
      where pool_id in (select id from pool where resource_class = 'seat/windows-98')`),
  );
  const customers: Customer[] = [];
  for (const name of NAMES) customers.push(await enter(app, name));
  return customers;
}

async function enter(app: Person['app'], name: string): Promise<Customer> {
  const person = { id: `person-${name}`, name, email: `${name}@customer.example`, operator: false };
  await app.db.identity.tx(null, (tx) =>
    tx.db.execute(sql`insert into identity."user" (id, name, email, created_at, updated_at)
      values (${person.id}, ${name}, ${person.email}, real_clock(), real_clock())`),
  );
  const { member } = await members.actingFor(app, person, null);
  const actor = { app, person, member };
  await budgets.set(actor, BUDGET);
  const easy = await designs.create(actor, {
    key: 'easy',
    name: 'Desk',
    abstraction: 'easy-word-processing',
  });
  const web = await designs.create(actor, { key: 'web', name: 'Web' });
  const saved = await designs.save(actor, { id: web.id, baseRevision: 1, document: webDesign() });
  return {
    person,
    member,
    designs: [
      { id: easy.id, revision: easy.revision },
      { id: web.id, revision: saved.revision },
    ],
  };
}
