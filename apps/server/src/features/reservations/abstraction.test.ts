import { applyEdit, EMPTY_DESIGN, ownerOf, type Component } from '@patchbay/engine/design';
import { HOUR, MINUTE } from '@patchbay/engine/time';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DesignDto } from '../designs/dto.ts';
import type { EnvironmentDto } from '../environments/dto.ts';
import type { InvoiceDto, InvoiceRowDto } from '../invoices/dto.ts';
import type { UsageDto } from '../usage/dto.ts';
import { testApp, type Browser, type TestApp } from '../../../test/app.ts';
import { book } from '../../../test/book.ts';

let server: TestApp;
let ada: Browser;
beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

const part = (id: string, type: string, name: string, count: number): Component => ({
  id,
  type,
  name,
  count,
  host: null,
  group: null,
  properties: {},
  x: 0,
  y: 0,
});

/** Two of the shipped abstraction, each drawn as one part, on a switch. */
const document = applyEdit(EMPTY_DESIGN, {
  do: 'add',
  components: [part('c-x', 'easy-word-processing', 'Desk', 2), part('c-n', 'switch-64', 'Hub', 1)],
  connections: [{ id: 'l-1', a: { component: 'c-x', port: 'eth' }, b: { component: 'c-n', port: 'port' } }],
});

it('S2, S7: an abstraction inside of a design is booked, runs, is metered and billed by its parts', async () => {
  const { id } = await ada.mutate<DesignDto>('designs.create', { key: randomUUID(), name: 'Office' });
  await ada.mutate('designs.save', { id, baseRevision: 1, document });
  const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
  const booked = await book(ada, { designId: id, revision: 2, start, end: start + HOUR });
  await server.skip(start + 20 * MINUTE);

  const running = await ada.query<EnvironmentDto>('environments.get', { id: booked.environmentId });
  expect(running.state).toBe('running');
  const devices = running.parts.map(({ component, idx, name, state }) => [component, idx, name, state]);
  expect(devices).toEqual([
    ['c-n', 0, 'Hub', 'running'],
    ['c-x.0', 0, 'Desk / x86 PC', 'running'],
    ['c-x.0', 1, 'Desk / x86 PC', 'running'],
  ]);
  expect(
    running.parts.filter(({ component }) => !(ownerOf(component) in running.document.components)),
  ).toEqual([]);

  await server.skip(start + HOUR + MINUTE);
  const { rows } = await ada.query<UsageDto>('usage.month', {});
  expect(rows.map((row) => `${row.componentName}, ${row.componentType}, ${row.copies}`).sort()).toEqual([
    'Desk / Windows 98, windows-98, 2',
    'Desk / WordPerfect 8, wordperfect-8, 2',
    'Desk / x86 PC, x86-pc, 2',
    'Hub, switch-64, 1',
  ]);
  const [draft] = await ada.query<InvoiceRowDto[]>('invoices.list');
  const invoice = await ada.query<InvoiceDto>('invoices.get', { id: draft?.id });
  const reserved = invoice.lines.filter(({ meter }) => meter.endsWith('.reserved'));
  expect(reserved.reduce((sum, { amountMicros }) => sum + amountMicros, 0)).toBe(booked.reservedMicros);
  expect(new Set(invoice.lines.map(({ componentName }) => componentName))).toContain('Desk / WordPerfect 8');
});
