import { randomUUID } from 'node:crypto';
import { applyEdit } from '@patchbay/engine/design';
import { addDays, MAX_SLOTS, wallTimeOf } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DesignDto } from '../../designs/dto.ts';
import { rows, testApp, type TestApp } from '../../../../test/app.ts';
import { bookSeries, quoteSeries, seriesOf } from '../../../../test/book.ts';
import { webDesign } from '../../../../test/designs.ts';

let server: TestApp;
beforeAll(async () => {
  server = await testApp();
});
afterAll(() => server.end());

const MACHINES = 10;

it('CAP-2: a slot every day of a year, ten machines each, is booked in one statement within its time-out', async () => {
  const ada = await server.customer('Ada');
  const { id } = await ada.mutate<DesignDto>('designs.create', { key: randomUUID(), name: 'Every day' });
  const document = applyEdit(webDesign(), { do: 'set-count', id: 'c-m', count: MACHINES });
  await ada.mutate('designs.save', { id, baseRevision: 1, document });
  const date = addDays(wallTimeOf(await server.now(), 'Europe/Berlin').date, 1);
  const input = { ...seriesOf({ designId: id, date, ends: { count: MAX_SLOTS } }), revision: 2 };
  expect((await quoteSeries(ada, input)).fits).toBe(true);
  expect((await bookSeries(ada, input)).outcome).toBe('booked');
  const [stored] = await rows(
    server.app,
    sql`select (select count(*)::int from slot) as slots, (select count(*)::int from host_claim) as hosts,
      (select count(*)::int from outbox where job in ('start', 'end')) as jobs`,
  );
  expect(stored).toEqual({ slots: MAX_SLOTS, hosts: MAX_SLOTS * MACHINES, jobs: MAX_SLOTS * 2 });
});
