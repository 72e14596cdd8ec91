import { randomUUID } from 'node:crypto';
import { applyEdit, type DesignDocument, type Edit } from '@patchbay/engine/design';
import { HOUR, MINUTE } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DesignDto } from '../../src/features/designs/dto.ts';
import type { EnvironmentDto } from '../../src/features/environments/dto.ts';
import type { ApplyResultDto, RevisionQuoteDto } from '../../src/features/reservations/dto.ts';
import { Refused, rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book } from '../book.ts';
import { drawing, stateOf, until, untilState } from '../engines/lab.ts';

let server: TestApp;
let ada: Browser;
beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada Alder');
});
afterAll(() => server.end());

interface Running {
  readonly id: string;
  readonly designId: string;
  readonly start: number;
  readonly end: number;
}

/** Some machines behind a switch, with a disk, that run for two hours. */
async function running(count = 2): Promise<Running> {
  const { id: designId } = await ada.mutate<DesignDto>('designs.create', {
    key: randomUUID(),
    name: 'Workers',
  });
  await ada.mutate('designs.save', { id: designId, baseRevision: 1, document: drawing(count) });
  const start = Math.ceil((await server.now()) / HOUR) * HOUR;
  const { environmentId: id } = await book(ada, { designId, revision: 2, start, end: start + 2 * HOUR });
  await server.skip(start + 10 * MINUTE);
  await untilState(ada, id, 'running');
  return { id, designId, start, end: start + 2 * HOUR };
}

/** The next revision of the design, as it is after an edit. */
async function edited({ designId }: Running, edit: Edit): Promise<number> {
  const { revision, document } = await ada.query<DesignDto>('designs.get', { id: designId });
  const saved = await ada.mutate<{ revision: number }>('designs.save', {
    id: designId,
    baseRevision: revision,
    document: applyEdit(document, edit),
  });
  return saved.revision;
}
const quoteOf = ({ id }: Running, revision: number) =>
  ada.query<RevisionQuoteDto>('reservations.quoteRevision', { environmentId: id, revision });
async function apply(what: Running, revision: number, key = randomUUID()): Promise<ApplyResultDto> {
  const { restMinor } = await quoteOf(what, revision);
  return ada.mutate<ApplyResultDto>('reservations.applyRevision', {
    key,
    environmentId: what.id,
    revision,
    expectedTotalMinor: restMinor,
  });
}
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );
async function untilChanged(id: string, revision: number): Promise<EnvironmentDto> {
  // Machines on paper take their time to start.
  await server.skip((await server.now()) + MINUTE);
  return until(
    `revision ${revision} runs`,
    () => stateOf(ada, id),
    (seen) =>
      seen.revision === revision &&
      seen.events.some(({ code }) => code === 'changed') &&
      seen.parts.every(({ state }) => state === 'running' || state === 'gone'),
  );
}
/** What the data center holds of an environment: form, component and index, and since when it runs. */
async function held(id: string): Promise<string[]> {
  const found = await server.app.db.simulator.tx(null, (tx) =>
    tx.db.execute<{
      form: string;
      component: string;
      idx: number;
      incarnation: string;
      started: string | null;
    }>(
      sql`select form, component, idx, incarnation, started_at::text as started from simulator.resource
           where environment_id = ${id} order by 1, 2, 3`,
    ),
  );
  return found.map((row) =>
    `${row.form} ${row.component} ${row.idx} ${row.incarnation} ${row.started ?? ''}`.trim(),
  );
}
const machines = (all: readonly string[]) => all.filter((one) => one.startsWith('machine'));
const addressesOf = ({ parts }: EnvironmentDto) =>
  new Map(parts.map(({ component, idx, addresses }) => [`${component} ${idx}`, addresses]));

describe('a change of what runs', () => {
  it('A16: says what it will do, adds what is new, and leaves alone what is as it was', async () => {
    const one = await running();
    const before = await held(one.id);
    const old = await stateOf(ada, one.id);
    const revision = await edited(one, { do: 'set-count', id: 'c-m', count: 3 });
    const quote = await quoteOf(one, revision);
    expect(quote).toMatchObject({
      fits: true,
      notes: [{ code: 'part.property', property: 'count', from: 2, to: 3 }],
      machines: { kept: { count: 2 }, remade: { count: 0 }, added: { count: 1 }, removed: { count: 0 } },
    });
    expect(quote.perHourMicros).toBeGreaterThan(quote.perHourBeforeMicros);
    expect(await apply(one, revision)).toMatchObject({ outcome: 'applied' });
    const seen = await untilChanged(one.id, revision);
    const after = await held(one.id);
    // The same machines since the same instant, and one more.
    expect(machines(after)).toEqual(expect.arrayContaining(machines(before)));
    expect(machines(after)).toHaveLength(3);
    for (const [name, addresses] of addressesOf(old)) expect(addressesOf(seen).get(name)).toEqual(addresses);
    expect(seen).toMatchObject({ state: 'running', generation: old.generation, slot: { end: old.slot.end } });
  });

  it('ENV-3: removes what is not drawn any more, and nothing of it is left or claimed', async () => {
    const one = await running(3);
    const revision = await edited(one, { do: 'set-count', id: 'c-m', count: 1 });
    expect((await quoteOf(one, revision)).machines.removed.count).toBe(2);
    await apply(one, revision);
    await untilChanged(one.id, revision);
    expect(machines(await held(one.id))).toHaveLength(1);
    const [claims] = await rows(
      server.app,
      sql`select count(*)::int as n from host_claim c join slot s on s.id = c.slot_id
           where s.environment_id = ${one.id} and c.state <> 'released' and upper(c.during) > clock()`,
    );
    expect(claims).toEqual({ n: 1 });
    await server.skip(one.end + MINUTE);
    await untilState(ada, one.id, 'ended');
    expect((await held(one.id)).filter((each) => !each.startsWith('volume'))).toEqual([]);
  });

  it('makes anew what asks for something else, in its place and at its address', async () => {
    const one = await running();
    const old = await stateOf(ada, one.id);
    const revision = await edited(one, { do: 'set-property', id: 'c-m', property: 'memoryMiB', value: 1024 });
    expect((await quoteOf(one, revision)).machines).toMatchObject({
      kept: { count: 0 },
      remade: { count: 2 },
    });
    await apply(one, revision);
    expect(addressesOf(await untilChanged(one.id, revision))).toEqual(addressesOf(old));
  });

  it('MTR-2: each part of the time is charged for what it had, and use is counted once', async () => {
    const one = await running();
    await server.skip(one.start + 30 * MINUTE);
    const revision = await edited(one, { do: 'set-property', id: 'c-m', property: 'memoryMiB', value: 2048 });
    await apply(one, revision);
    await untilChanged(one.id, revision);
    await server.skip(one.end + MINUTE);
    await untilState(ada, one.id, 'ended');
    const reserved = await rows(
      server.app,
      sql`select slot_id, sum(quantity)::int as seconds from usage_record
           where environment_id = ${one.id} and component = 'c-m' and idx = 0 and meter = 'machine.reserved' group by 1`,
    );
    const seconds = reserved.map((row) => Number(row['seconds']));
    expect(seconds).toHaveLength(2);
    // Whole seconds of each hour on both sides of an instant between two seconds.
    expect(2 * 3600 - seconds.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1);
    const [used] = await rows(
      server.app,
      sql`select count(*)::int as n, count(distinct (slot_id, component, idx, meter, bucket))::int as own
            from usage_record where environment_id = ${one.id}`,
    );
    expect(used?.['n']).toBe(used?.['own']);
    // It is one slot to its owner, from when it was booked to start.
    const { earlier, chargedMicros } = await stateOf(ada, one.id);
    const [charged] = await rows(
      server.app,
      sql`select sum(amount_micros)::int as n from charge where environment_id = ${one.id}`,
    );
    expect(earlier?.start).toBe(new Date(one.start).toISOString());
    expect(chargedMicros + (earlier?.chargedMicros ?? 0)).toBe(charged?.['n']);
  });

  it('CAP-3: where the new does not fit, what runs stays as it is', async () => {
    const one = await running();
    const before = await held(one.id);
    const revision = await edited(one, { do: 'set-count', id: 'c-m', count: 400 });
    const result = await ada
      .mutate<ApplyResultDto>('reservations.applyRevision', {
        key: randomUUID(),
        environmentId: one.id,
        revision,
        expectedTotalMinor: 1_000_000,
      })
      .catch((error: unknown) => (error instanceof Refused ? error.code : String(error)));
    expect(['full', 'NOT_BOOKABLE']).toContain(typeof result === 'string' ? result : result.outcome);
    expect(await held(one.id)).toEqual(before);
    expect(await stateOf(ada, one.id)).toMatchObject({ state: 'running', revision: 2 });
  });

  it('is checked again: what the checker stops is not applied', async () => {
    const one = await running();
    const { document } = await ada.query<DesignDto>('designs.get', { id: one.designId });
    const broken: DesignDocument = {
      ...document,
      components: {
        ...document.components,
        'c-p': { ...document.components['c-o']!, id: 'c-p', name: 'Apache', type: 'apache-2-4', host: null },
      },
    };
    await ada.mutate('designs.save', { id: one.designId, baseRevision: 2, document: broken });
    expect((await quoteOf(one, 3)).problem).not.toBeNull();
    expect(await codeOf(apply(one, 3))).toBe('NOT_BOOKABLE');
  });

  it('twice with one key is one change, and one at a time', async () => {
    const one = await running();
    const revision = await edited(one, { do: 'set-count', id: 'c-m', count: 3 });
    const key = randomUUID();
    const first = await apply(one, revision, key);
    const { restMinor } = { restMinor: 1_000_000 };
    const again = { key, environmentId: one.id, revision, expectedTotalMinor: restMinor };
    expect(['KEY_REUSED', 'done']).toContain(await codeOf(ada.mutate('reservations.applyRevision', again)));
    await untilChanged(one.id, revision);
    expect(first.outcome).toBe('applied');
    const [slots] = await rows(
      server.app,
      sql`select count(*)::int as n from slot where environment_id = ${one.id}`,
    );
    expect(slots).toEqual({ n: 2 });
  });

  it("ISO-1: of somebody else's environment nothing is said and nothing changed", async () => {
    const one = await running();
    const bob = await server.customer('Bob Bolt');
    expect(
      await codeOf(bob.query('reservations.quoteRevision', { environmentId: one.id, revision: 2 })),
    ).toBe('NOT_FOUND');
  });
});
