import { randomUUID } from 'node:crypto';
import { applyEdit, EMPTY_DESIGN, type DesignDocument } from '@patchbay/engine/design';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlState } from '../src/db/pool.ts';
import type { DesignDto, DesignRowDto, SavedDto } from '../src/features/designs/dto.ts';
import type { InvoiceDto, InvoiceRowDto } from '../src/features/invoices/dto.ts';
import type { BookResultDto, QuoteDto } from '../src/features/reservations/dto.ts';
import { rows, testApp, type Browser, type TestApp } from './app.ts';
import { webDesign } from './designs.ts';

const HOUR = 3_600_000;
let server: TestApp;
beforeAll(async () => {
  server = await testApp();
});
afterAll(() => server.end());

const create = (browser: Browser, wish: { abstraction?: string; key?: string } = {}) =>
  browser.mutate<DesignDto>('designs.create', { key: randomUUID(), name: 'D', ...wish });
const save = (browser: Browser, id: string, baseRevision: number, document: unknown) =>
  browser.mutate<SavedDto>('designs.save', { id, baseRevision, document });
const renamed = (document: DesignDocument, name: string) =>
  applyEdit(document, { do: 'rename', id: 'c-m', name });

describe('saving a design', () => {
  it('every save is a revision; whoever saw an older one gets CONFLICT, and nothing is lost', async () => {
    const ada = await server.customer('Ada Saves');
    const design = await create(ada);
    expect(design).toMatchObject({ revision: 1, document: EMPTY_DESIGN });
    const first = renamed(webDesign(), 'First');
    expect(await save(ada, design.id, 1, first)).toMatchObject({ revision: 2 });
    await expect(save(ada, design.id, 1, renamed(webDesign(), 'Second'))).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(await ada.query('designs.get', { id: design.id })).toMatchObject({ revision: 2, document: first });
    // The second tab looks, and saves on top of what it saw.
    expect(await save(ada, design.id, 2, renamed(webDesign(), 'Second'))).toMatchObject({ revision: 3 });
    expect(await ada.query('designs.revision', { id: design.id, revision: 2 })).toMatchObject({
      document: first,
    });
    expect(await ada.query('designs.revision', { id: design.id, revision: 1 })).toMatchObject({
      document: EMPTY_DESIGN,
    });
  });

  it('of eight saves at once on the same revision exactly one is kept', async () => {
    const ada = await server.customer('Ada Races');
    const design = await create(ada);
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => save(ada, design.id, 1, renamed(webDesign(), `Tab ${n}`))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    expect(refused).toEqual(Array.from({ length: 7 }, () => expect.objectContaining({ code: 'CONFLICT' })));
    const winner = results.findIndex(({ status }) => status === 'fulfilled');
    const kept = await ada.query<DesignDto>('designs.get', { id: design.id });
    expect([kept.revision, kept.document.components['c-m']?.name]).toEqual([2, `Tab ${winner}`]);
  });

  it('what is no design is refused and changes nothing', async () => {
    const ada = await server.customer('Ada Errs');
    const design = await create(ada);
    const broken = { ...webDesign(), connections: { 'l-1': { id: 'l-1' } } };
    await expect(save(ada, design.id, 1, broken)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await ada.query('designs.get', { id: design.id })).toMatchObject({ revision: 1 });
  });

  it('a stored revision is immutable, whoever tries', async () => {
    const ada = await server.customer('Ada Keeps');
    const design = await create(ada);
    for (const change of [
      sql`update design_revision set hash = 'x' where design_id = ${design.id}`,
      sql`delete from design_revision where design_id = ${design.id}`,
    ])
      await expect(rows(server.app, change).then(() => 'done', sqlState)).resolves.toBe('P0001');
    expect(await ada.query('designs.revision', { id: design.id, revision: 1 })).toMatchObject({
      document: EMPTY_DESIGN,
    });
  });
});

describe('creating a design', () => {
  it('S2: from an abstraction it begins with its parts', async () => {
    const ada = await server.customer('Ada Types');
    const design = await create(ada, { abstraction: 'easy-word-processing' });
    expect(Object.values(design.document.components).map(({ type, host }) => [type, host])).toEqual([
      ['x86-pc', null],
      ['windows-98', 'c-a1'],
      ['wordperfect-8', 'c-a2'],
    ]);
    await expect(create(ada, { abstraction: 'easy-flying' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('the same key is the same design, however often it is sent', async () => {
    const ada = await server.customer('Ada Retries');
    const key = randomUUID();
    const made = await Promise.all(Array.from({ length: 5 }, () => create(ada, { key })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await ada.query<DesignRowDto[]>('designs.list')).toHaveLength(1);
    await expect(create(ada, { key, abstraction: 'easy-word-processing' })).rejects.toMatchObject({
      code: 'KEY_REUSED',
    });
  });

  it('ISO-1: another account neither reads, saves, renames nor removes it', async () => {
    const ada = await server.customer('Ada Owns');
    const bob = await server.customer('Bob Pries');
    const { id } = await create(ada);
    const tries = [
      bob.query('designs.get', { id }),
      bob.query('designs.revision', { id, revision: 1 }),
      save(bob, id, 1, webDesign()),
      bob.mutate('designs.rename', { id, name: 'Mine' }),
      bob.mutate('designs.remove', { id }),
    ];
    const codes = (await Promise.allSettled(tries)).map((one) =>
      one.status === 'rejected' ? (one.reason as { code: string }).code : 'done',
    );
    expect(codes).toEqual(tries.map(() => 'NOT_FOUND'));
    expect(await ada.query('designs.get', { id })).toMatchObject({ name: 'D', revision: 1 });
  });
});

describe('removing a design', () => {
  it('takes it out of the list; its reservation runs on and its invoice stays readable', async () => {
    const ada = await server.customer('Ada Removes');
    const design = await create(ada, { abstraction: 'easy-word-processing' });
    const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
    const slot = {
      designId: design.id,
      revision: 1,
      start: new Date(start).toISOString(),
      end: new Date(start + HOUR).toISOString(),
    };
    const quote = await ada.query<QuoteDto>('reservations.quote', slot);
    const booked = await ada.mutate<BookResultDto>('reservations.book', {
      ...slot,
      key: randomUUID(),
      zone: 'UTC',
      expectedTotalMinor: quote.totalMinor,
    });
    expect(booked.outcome).toBe('booked');
    await ada.mutate('designs.remove', { id: design.id });
    expect(await ada.query('designs.list')).toEqual([]);
    await expect(ada.query('designs.get', { id: design.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(save(ada, design.id, 1, EMPTY_DESIGN)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ada.mutate('designs.remove', { id: design.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });

    await server.skip(start + HOUR + 60_000);
    const [row] = await ada.query<InvoiceRowDto[]>('invoices.list');
    const invoice = await ada.query<InvoiceDto>('invoices.get', { id: row?.id });
    const fees = invoice.items.reduce((micros, item) => micros + item.amountMicros, 0);
    expect(invoice.totalMinor).toBe(quote.totalMinor + fees / 10_000);
    expect(new Set(invoice.lines.map((line) => line.designId))).toEqual(new Set([design.id]));
    expect(await ada.query('designs.revision', { id: design.id, revision: 1 })).toMatchObject({
      document: design.document,
    });
  });
});
