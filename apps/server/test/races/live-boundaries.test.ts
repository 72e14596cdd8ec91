import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Driver } from '../../src/drivers/driver.ts';
import type { ChangeQuoteDto, ChangeResultDto } from '../../src/features/reservations/dto.ts';
import { Refused, rows, type TestApp } from '../app.ts';
import { book, oneSeat } from '../book.ts';
import {
  customers,
  SLOT,
  list,
  MINUTE,
  nextStart,
  stateOf,
  twoWorkers,
  type Customer,
} from './two-workers.ts';

const iso = (at: number) => new Date(at).toISOString();
const coded = (error: unknown): string => {
  if (error instanceof Refused) return error.code;
  throw error;
};

interface Live {
  readonly slotId: string;
  readonly environmentId: string;
  readonly start: number;
}

/** Asks that a slot ends at another instant, for the price that is quoted; the code where it is refused. */
async function extend({ browser }: Customer, { slotId, start }: Live, end: number): Promise<string> {
  const times = { slotId, scope: 'this', start: iso(start), end: iso(end) };
  try {
    const { totalMinor } = await browser.query<ChangeQuoteDto>('reservations.quoteChange', times);
    const confirmed = { key: randomUUID(), expectedTotalMinor: totalMinor };
    const input = { ...times, ...confirmed };
    return (await browser.mutate<ChangeResultDto>('reservations.change', input)).outcome;
  } catch (error) {
    return coded(error);
  }
}

/** Where a slot is: its machines and their incarnation, and what it has claimed until when. */
async function placeOf({ app }: TestApp, { slotId, environmentId }: Live) {
  const machines = await rows(
    app,
    sql`select component, idx, host, generation from part where environment_id = ${environmentId} order by 1, 2`,
  );
  const claims = await rows(
    app,
    sql`select host_id, component, idx, upper(during) as until from host_claim where slot_id = ${slotId} and state <> 'released' order by 2, 3`,
  );
  const made = await app.db.simulator.tx(null, (tx) =>
    tx.db.execute(sql`select component, idx, host_id, created_at from simulator.resource
      where environment_id = ${environmentId} and form = 'machine' order by 1, 2`),
  );
  return { machines, hosts: claims.map(({ until: _, ...claim }) => claim), made: [...made], claims };
}

describe('a slot that runs is extended (Blazar ba225de)', () => {
  it('CAP-3: it stays on its hosts, in the same incarnation, whoever books beside it at the same moment', async () => {
    const ROUNDS = 3;
    const server = await twoWorkers();
    await oneSeat(server);
    const [ada, ...others] = await customers(server, 4);
    if (!ada) throw new Error('nobody');
    const outcomes: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = await nextStart(server);
      const booked = await book(ada.browser, { designId: ada.designId, start, end: start + SLOT });
      const slot = { ...booked, start };
      await server.skip(start + 4 * MINUTE);
      const before = await placeOf(server, slot);
      expect(before.made.length).toBeGreaterThan(0);
      const [outcome, ...rest] = await Promise.all([
        extend(ada, slot, start + 2 * SLOT),
        ...others.map(({ browser, designId }) =>
          book(browser, { designId, start: start + SLOT, end: start + 2 * SLOT }).then(
            () => 'booked',
            () => 'full',
          ),
        ),
      ]);
      // The seat of that hour went to exactly one of them.
      expect([outcome, ...rest].filter((one) => one === 'changed' || one === 'booked')).toHaveLength(1);
      outcomes.push(outcome ?? '');
      const { claims, ...after } = await placeOf(server, slot);
      expect(after).toEqual({ machines: before.machines, hosts: before.hosts, made: before.made });
      const until = start + (outcome === 'changed' ? 2 : 1) * SLOT;
      expect(claims.map((claim) => Date.parse(String(claim['until'])))).toEqual(claims.map(() => until));
      await server.skip(start + SLOT + 4 * MINUTE);
      const later = await stateOf(ada, slot.environmentId);
      expect(later.state).toBe(outcome === 'changed' ? 'running' : 'ended');
      expect((await placeOf(server, slot)).made).toEqual(outcome === 'changed' ? before.made : []);
      await server.skip(start + 3 * SLOT);
    }
    expect(outcomes).toHaveLength(ROUNDS);
  });

  it('CAP-3: at the instant of its end it either goes on as it is or is over, and its owner is told which', async () => {
    const server = await twoWorkers();
    const [ada] = await customers(server, 1);
    if (!ada) throw new Error('nobody');
    for (let round = 0; round < 3; round += 1) {
      const start = await nextStart(server);
      const booked = await book(ada.browser, { designId: ada.designId, start, end: start + SLOT });
      const slot = { ...booked, start };
      await server.skip(start + SLOT - 5_000);
      const { made } = await placeOf(server, slot);
      const [outcome] = await Promise.all([
        extend(ada, slot, start + 2 * SLOT),
        server.skip(start + SLOT + 30_000),
      ]);
      await server.skip(start + SLOT + 4 * MINUTE);
      const { state } = await stateOf(ada, slot.environmentId);
      expect({ outcome, state }).toEqual({ outcome, state: outcome === 'changed' ? 'running' : 'ended' });
      expect((await placeOf(server, slot)).made).toEqual(outcome === 'changed' ? made : []);
      await server.skip(start + 3 * SLOT);
    }
  });
});

/** A data center in which no machine is removed until somebody lets it. */
function gated() {
  let open = () => {};
  let reached = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const atGate = new Promise<void>((resolve) => (reached = resolve));
  const wrap = (driver: Driver): Driver => ({
    ...driver,
    remove: async (host, what, options) => {
      if (what.form === 'machine') {
        reached();
        await opened;
      }
      return driver.remove(host, what, options);
    },
  });
  return { wrap, open, atGate };
}

describe('something is deleted while it is taken down (Blazar 9bcbded)', () => {
  it('ENV-3: whatever its owner deletes meanwhile, the teardown ends, and nothing is left running, claimed or kept', async () => {
    const gate = gated();
    const server = await twoWorkers(gate.wrap);
    const [ada] = await customers(server, 1);
    if (!ada) throw new Error('nobody');
    const start = await nextStart(server);
    const booked = await book(ada.browser, { designId: ada.designId, start, end: start + SLOT });
    const { environmentId, id: reservationId, slotId } = booked;
    const ahead = await book(ada.browser, {
      designId: ada.designId,
      environmentId,
      start: start + 5 * SLOT,
      end: start + 6 * SLOT,
    });
    await server.skip(start + 4 * MINUTE);
    const skipped = server.skip(start + SLOT + MINUTE);
    await gate.atGate;
    expect((await list(ada.browser)).find((one) => one.slotId === slotId)?.state).toBe('ending');
    const tries: [string, object][] = [
      ['reservations.release', { key: randomUUID(), reservationId }],
      ['reservations.release', { key: randomUUID(), reservationId: ahead.id }],
      ['environments.deleteData', { id: environmentId }],
      ['environments.setExpiry', { id: environmentId, atExpiry: 'release' }],
      ['environments.retry', { id: environmentId }],
      ['designs.remove', { id: ada.designId }],
    ];
    const answers = await Promise.all(
      tries.map(([path, input]) => ada.browser.mutate(path, input).then(() => 'done', coded)),
    );
    expect(answers).not.toContain('INTERNAL');
    expect(answers.filter((answer) => answer === 'done').length).toBeGreaterThan(1);
    gate.open();
    await skipped;
    await server.skip(start + 8 * SLOT);
    const left = await server.app.db.simulator.tx(null, (tx) =>
      tx.db.execute(sql`select form from simulator.resource where environment_id = ${environmentId}`),
    );
    expect([...left]).toEqual([]);
    const open = await rows(
      server.app,
      sql`select 'host' as what from host_claim where account_id = (select account_id from environment where id = ${environmentId}) and state <> 'released' and upper(during) > clock()
        union all select 'pool' from pool_claim where account_id = (select account_id from environment where id = ${environmentId}) and state <> 'released' and upper(during) > clock()
        union all select 'job ' || job from outbox where environment_id = ${environmentId} and done_at is null
        union all select 'volume' from volume where environment_id = ${environmentId}
        union all select 'address' from address where environment_id = ${environmentId}
        union all select 'slot ' || s.state from slot s join reservation r on r.id = s.reservation_id where r.environment_id = ${environmentId} and s.state not in ('ended', 'cancelled')`,
    );
    expect(open).toEqual([]);
  });
});
