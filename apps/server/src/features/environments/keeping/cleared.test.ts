import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { KEEP_MS } from '@patchbay/engine/reservation';
import { testApp, type TestApp } from '../../../../test/app.ts';
import { book } from '../../../../test/book.ts';
import type { DesignDto } from '../../designs/dto.ts';

const HOUR = 3_600_000;

const volumesAt = ({ app }: TestApp) =>
  app.db.simulator.tx(null, async (tx) => [
    ...(await tx.db.execute(sql`select component from simulator.resource where form = 'volume'`)),
  ]);

it('ENV-3: data that a data center only says it deleted is deleted again, until none of it is there', async () => {
  let lies = 0;
  const server = await testApp({
    wrap: (driver) => ({
      ...driver,
      remove: async (host, what, options) => {
        if (what.form !== 'volume' || lies > 0) return driver.remove(host, what, options);
        lies += 1;
        return 'removed';
      },
    }),
  });
  onTestFinished(() => server.end());
  const ada = await server.customer('Ada');
  const input = { key: randomUUID(), name: 'Shop', abstraction: 'three-tier-shop' };
  const { id: designId } = await ada.mutate<DesignDto>('designs.create', input);
  const start = Math.ceil((await server.now()) / HOUR) * HOUR;
  await book(ada, { designId, start, end: start + HOUR });
  await server.skip(start + HOUR + 60_000);
  expect((await volumesAt(server)).length).toBeGreaterThan(0);
  await server.skip(start + HOUR + 60_000 + KEEP_MS);
  expect(lies).toBe(1);
  expect(await volumesAt(server)).toEqual([]);
});
