import { randomUUID } from 'node:crypto';
import { HOUR, MINUTE } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DesignDocument } from '@patchbay/engine/design';
import type { SavedVersionDto } from '../../src/features/abstractions/dto.ts';
import type { DesignDto } from '../../src/features/designs/dto.ts';
import type { QuoteDto } from '../../src/features/reservations/dto.ts';
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
  const { content } = await keller.mutate<SavedVersionDto>('abstractions.save', {
    key: randomUUID(),
    name: 'Web shop',
    summary: '',
    family: 'software',
    icon: 'world',
    ports: [],
    parameters: [],
    visibility: 'team',
    document: webDesign(),
  });
  type = content.id;
  const terms = { text: '', pricePerHourMicros: ASKED, forkable: false };
  await keller.mutate('abstractions.publish', { type, ...terms });
});
afterAll(() => server.end());

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
    const save = async (name: string, document: DesignDocument) => {
      const { content } = await keller.mutate<SavedVersionDto>('abstractions.save', {
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
      return content.id;
    };
    const inner = await save('Inner', webDesign());
    const { document } = await keller.mutate<DesignDto>('designs.create', {
      key: randomUUID(),
      name: 'Outer',
      abstraction: inner,
    });
    const outer = await save('Outer', document);
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

  it("is nothing where one uses one's own: what is paid comes back", async () => {
    const before = await invoiceOf(keller);
    await used(keller);
    const after = await invoiceOf(keller);
    const [paid] = templateLines(after);
    const share = (one: InvoiceDto) => Number(sharesOf(one)[0]?.[1] ?? 0);
    expect(Number(paid?.[1]) + share(after) - share(before)).toBe(0);
  });

  it("brings a publisher's own cap no nearer", async () => {
    const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
    const slot = { start: new Date(start).toISOString(), end: new Date(start + 48 * HOUR).toISOString() };
    const stops = async (browser: Browser) => {
      const input = { key: randomUUID(), type, properties: {} };
      const { designId } = await browser.mutate<{ designId: string }>('market.take', input);
      const { budget, perHourMicros } = await browser.query<QuoteDto>('reservations.quote', {
        designId,
        revision: 1,
        ...slot,
      });
      return { at: budget.stopsAt, capMicros: budget.spentMicros + budget.feeMicros, perHourMicros };
    };
    const { perHourMicros } = await stops(ada);
    // What 48 hours cost without the template's price, and some hours' worth of that.
    for (const browser of [ada, keller]) {
      const { capMicros } = await stops(browser);
      const amountMicros = Math.max(capMicros, 0) + 48 * (perHourMicros - ASKED) + 12 * ASKED;
      await browser.mutate('budgets.set', { amountMicros, hardCap: true, alerts: [], told: [] });
    }
    expect((await stops(keller)).at).toBeNull();
    expect((await stops(ada)).at).not.toBeNull();
  });
});
