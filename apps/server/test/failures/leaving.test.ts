import { randomUUID } from 'node:crypto';
import { HOUR, MINUTE } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Pool, Tx } from '../../src/db/pool.ts';
import type { EnvironmentDto } from '../../src/features/environments/dto.ts';
import { replan } from '../../src/features/environments/moving/replan.ts';
import type { ChangeQuoteDto } from '../../src/features/reservations/dto.ts';
import * as slots from '../../src/features/reservations/slots.ts';
import { leaveSites } from '../../src/workers/hosts/elsewhere.ts';
import { readHit } from '../../src/workers/hosts/hit.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book } from '../book.ts';
import { draw, drawing } from '../engines/lab.ts';
import { misplaced, twin } from './two-sites.ts';

/** What comes in between while environments leave their site. */

let server: TestApp;
let ada: Browser;
/** Revision 2 has two machines, revision 3 three. */
let designId: string;
let at: number;

beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
  designId = await draw(ada, 2, { disk: false });
  await ada.mutate('designs.save', { id: designId, baseRevision: 2, document: drawing(3, false) });
  await twin(server);
}, 120_000);
afterAll(() => server.end());
beforeEach(async () => {
  at = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
});

const get = (id: string) => ada.query<EnvironmentDto>('environments.get', { id });
const slot = (start: number, more: { environmentId?: string } = {}) =>
  book(ada, { designId, revision: 2, start, end: start + HOUR, ...more });

/** A slot leaves its site as if all of its hosts there were lost and no other had room. */
async function leaves(slotId: string, platform: Pool = server.app.db.platform) {
  const found = await server.app.db.platform.tx(null, async (tx) => {
    const claims = await slots.hostClaimsOf(tx, slotId);
    return readHit(
      tx,
      [slotId],
      claims.map(({ hostId }) => hostId),
    );
  });
  const stuck = found.map((one) => ({ found: one, needed: 2, available: 0 }));
  return leaveSites({ platform, drivers: server.app.drivers }, stuck, server.app.log);
}

/** The same database, where something is done in between as soon as it was read which data there is. */
function interrupted(platform: Pool, between: () => Promise<unknown>): Pool {
  const around =
    <T>(work: (tx: Tx) => Promise<T>) =>
    (tx: Tx) => {
      const selectDistinct = (fields: never) => ({
        from: (table: never) => ({
          where: async (which: never) => {
            await between();
            return tx.db.selectDistinct(fields).from(table).where(which);
          },
        }),
      });
      const db = new Proxy(tx.db, {
        get: (of, name, self) => (name === 'selectDistinct' ? selectDistinct : Reflect.get(of, name, self)),
      });
      return work({ ...tx, db });
    };
  return {
    ...platform,
    tx: (scope, work) => platform.tx(scope, around(work)),
    look: (scope, work) => platform.look(scope, around(work)),
  };
}

it('REP-1, CAP-2: a slot that is changed while another site is looked for has what its new revision asks for', async () => {
  const { slotId, environmentId, slot: booked } = await slot(at);
  let changed = 0;
  const change = async () => {
    if (changed > 0) return;
    changed += 1;
    const wanted = { slotId, scope: 'this', ...booked, revision: 3 };
    const { totalMinor } = await ada.query<ChangeQuoteDto>('reservations.quoteChange', wanted);
    await ada.mutate('reservations.change', { ...wanted, key: randomUUID(), expectedTotalMinor: totalMinor });
  };
  await leaves(slotId, interrupted(server.app.db.platform, change));
  expect(changed).toBe(1);
  const claims = await rows(
    server.app,
    sql`select r.revision, count(*)::int as machines from slot s join reservation r on r.id = s.reservation_id
          join host_claim c on c.slot_id = s.id and c.state <> 'released' where s.environment_id = ${environmentId} group by 1`,
  );
  expect(claims).toEqual([{ revision: 3, machines: 3 }]);
  expect(await misplaced(server)).toEqual([]);
});

it('CAP-2: hosts of a site that the environment has left are no plan of its slot', async () => {
  const { slotId, siteName } = await slot(at);
  const [other] = await rows(
    server.app,
    sql`select id from site where name in ('Riga-1', 'Tartu-1') and name <> ${siteName}`,
  );
  const planned = await server.app.db.platform.tx(null, async (tx) => {
    const booked = await slots.bySlot(tx, slotId);
    return booked && replan(tx, booked, String(other?.['id']), null);
  });
  expect(planned).toBe('late');
  expect(await misplaced(server)).toEqual([]);
});

it('CAP-3: what runs on hosts that answer is not torn down for a later slot that has none', async () => {
  const { environmentId, siteName } = await slot(at);
  const later = await slot(at + 2 * HOUR, { environmentId });
  await server.skip(at + 5 * MINUTE);
  const before = await get(environmentId);
  expect(before.state).toBe('running');
  const { moved, staying } = await leaves(later.slotId);
  expect([moved, staying.map(({ stays }) => stays)]).toEqual([0, ['runs']]);
  expect(await get(environmentId)).toMatchObject({
    state: 'running',
    siteName,
    generation: before.generation,
  });
  await server.skip(at + HOUR + 5 * MINUTE);
  expect(await leaves(later.slotId)).toMatchObject({ moved: 1, staying: [] });
  expect((await get(environmentId)).siteName).not.toBe(siteName);
  expect(await misplaced(server)).toEqual([]);
});
