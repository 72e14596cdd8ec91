import { randomUUID } from 'node:crypto';
import { HOUR, MINUTE } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DesignDocument } from '@patchbay/engine/design';
import type { SavedVersionDto } from '../../src/features/abstractions/dto.ts';
import type { DesignDto } from '../../src/features/designs/dto.ts';
import type { QuoteDto } from '../../src/features/reservations/dto.ts';
import type { ItemDto } from '../../src/features/market/dto.ts';
import type { InvoiceDto, InvoiceRowDto } from '../../src/features/invoices/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book } from '../book.ts';
import { webDesign } from '../designs.ts';

const ASKED = 120_000;
let server: TestApp;
let keller: Browser;
let ada: Browser;
let type: string;

beforeAll(async () => {
  server = await testApp();
  keller = await server.customer('Keller Works');
  ada = await server.customer('Ada Alder');
  type = (await save('Web shop', webDesign())).content.id;
  const terms = { text: '', pricePerHourMicros: ASKED, forkable: false };
  await keller.mutate('abstractions.publish', { type, ...terms });
});
afterAll(() => server.end());

const save = (name: string, document: DesignDocument) =>
  keller.mutate<SavedVersionDto>('abstractions.save', {
    key: randomUUID(),
    name,
    summary: '',
    family: 'software',
    icon: 'world',
    ports: [],
    parameters: [],
    visibility: 'team',
    document,
  });

/** Two hours of a template from a full hour on; answers its slot. */
async function used(browser: Browser): Promise<string> {
  const input = { key: randomUUID(), type, properties: {} };
  const { designId } = await browser.mutate<{ designId: string }>('market.take', input);
  const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
  const { slotId } = await book(browser, { designId, start, end: start + 2 * HOUR });
  await server.skip(start + 2 * HOUR + 5 * MINUTE);
  return slotId;
}

async function invoiceOf(browser: Browser): Promise<InvoiceDto> {
  const [row] = await browser.query<InvoiceRowDto[]>('invoices.list');
  return browser.query<InvoiceDto>('invoices.get', { id: row?.id });
}
const sharesOf = ({ items }: InvoiceDto) =>
  items.filter(({ cause }) => cause === 'share').map(({ reason, amountMicros }) => [reason, amountMicros]);
const templateLines = ({ lines }: InvoiceDto) =>
  lines
    .filter(({ meter }) => meter === 'template.reserved')
    .map(({ componentName, amountMicros }) => [componentName, amountMicros]);

describe('the share of a publisher', () => {
  it('MTR-3: is what the user pays for the template, from the same usage, and no fee comes with it', async () => {
    await used(ada);
    expect(templateLines(await invoiceOf(ada))).toEqual([['Web shop', 2 * ASKED]]);
    const mine = await invoiceOf(keller);
    expect(sharesOf(mine)).toEqual([['Web shop 1.0.0', -2 * ASKED]]);
    expect([mine.lines, mine.items.length, mine.totalMicros]).toEqual([[], 1, -2 * ASKED]);
  });

  it('grows with every hour, and each charge is credited once', async () => {
    await used(ada);
    expect(sharesOf(await invoiceOf(keller))).toEqual([['Web shop 1.0.0', -4 * ASKED]]);
    const [credited] = await rows(
      server.app,
      sql`select count(*)::int as n, count(distinct ref)::int as charges from invoice_item where cause = 'share'`,
    );
    expect(credited?.['n']).toBe(credited?.['charges']);
  });

  it('ISO-1: says nothing of who pays', async () => {
    const me = await ada.query<{ account: { id: string; name: string } }>('session.me');
    const seen = JSON.stringify(await invoiceOf(keller));
    expect([seen.includes(me.account.id), seen.includes('Ada')]).toEqual([false, false]);
  });

  it('MTR-2: is of a price that was shown: what is inside of a template is published before it', async () => {
    const inner = (await save('Inner', webDesign())).content.id;
    const { document } = await keller.mutate<DesignDto>('designs.create', {
      key: randomUUID(),
      name: 'Outer',
      abstraction: inner,
    });
    const outer = (await save('Outer', document)).content.id;
    const publish = (version: string) =>
      keller.mutate('abstractions.publish', {
        type: version,
        text: '',
        pricePerHourMicros: ASKED,
        forkable: false,
      });
    await expect(publish(outer)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      issues: ['inside unpublished'],
    });
    await publish(inner);
    expect(await publish(outer)).toEqual({ ok: true });
  });

  it('is nothing where one uses what one publishes: nobody pays what they ask themselves', async () => {
    const before = await invoiceOf(keller);
    await used(keller);
    const after = await invoiceOf(keller);
    expect(templateLines(after)).toEqual([]);
    expect(sharesOf(after)).toEqual(sharesOf(before));
  });

  it('MTR-2: a price that is asked later is not that of what is drawn and booked already', async () => {
    const mine = (await save('Later', webDesign())).content.id;
    const design = await keller.mutate<DesignDto>('designs.create', {
      key: randomUUID(),
      name: 'Uses it',
      abstraction: mine,
    });
    const quoted = async () => {
      const start = new Date((await server.now()) + HOUR).toISOString();
      const end = new Date((await server.now()) + 2 * HOUR).toISOString();
      const slot = { designId: design.id, revision: 1, start, end };
      return (await keller.query<QuoteDto>('reservations.quote', slot)).perHourMicros;
    };
    const before = await quoted();
    const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
    await book(keller, { designId: design.id, start, end: start + HOUR });
    await keller.mutate('abstractions.publish', {
      type: mine,
      text: '',
      pricePerHourMicros: ASKED,
      forkable: false,
    });
    expect(await quoted()).toBe(before);
    await server.skip(start + HOUR + 5 * MINUTE);
    expect(templateLines(await invoiceOf(keller))).toEqual([]);
    // Whoever else takes it pays it, from the same page on.
    const { perHourMicros, rates } = await ada.query<ItemDto>('market.get', { type: mine });
    expect([perHourMicros - before, rates.every((rate) => rate.perHourMicros > ASKED)]).toEqual([
      ASKED,
      true,
    ]);
    expect((await keller.query<ItemDto>('market.get', { type: mine })).perHourMicros).toBe(perHourMicros);
  });
});
