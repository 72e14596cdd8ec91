import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulatedDriver } from '../../src/drivers/simulated/driver.ts';
import type { DataCenterDto } from '../../src/features/data-center/dto.ts';
import type { BookResultDto, QuoteDto } from '../../src/features/reservations/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { bookNow, draw, untilState, until } from '../engines/lab.ts';

const HOUR = 3_600_000;
/** Of private range 0, which would be the first to be given. */
const TAKEN = '10.128.1.0/24';

let server: TestApp;
let ada: Browser;

/** One host of paper that counts as real, on which somebody else has a network. */
beforeAll(async () => {
  server = await testApp({
    docker: (db) => ({ ...simulatedDriver(db.simulator), name: 'docker', real: true }),
  });
  const operator = await server.operator();
  const offered = { cpus: 1, memoryMiB: 4096, diskGiB: 100 };
  const address = 'unix:///run/one.sock';
  await operator.mutate('dataCenter.addHost', {
    address,
    name: 'one',
    site: { name: 'Lab' },
    rack: 'r1',
    offered,
  });
  const { sites } = await operator.query<DataCenterDto>('dataCenter.overview');
  const host = sites.find(({ name }) => name === 'Lab')?.racks[0]?.hosts[0]?.id ?? '';
  const key = { environmentId: 'env_old', generation: 1, component: 'c-n', idx: 0 };
  const network = { form: 'network', subnet: TAKEN, vlan: null, gateway: null } as const;
  const stranger = simulatedDriver(server.app.db.simulator, 'a world that was reset');
  await stranger.ensureNetwork(host, key, network, { signal: AbortSignal.timeout(20_000) });
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

const rangesOf = async (environmentId: string) =>
  (await rows(server.app, sql`select number from address_range where environment_id = ${environmentId}`)).map(
    ({ number }) => number,
  );

async function bookAhead(designId: string): Promise<BookResultDto & { outcome: 'booked' }> {
  const start = (await server.now()) + HOUR;
  const slot = {
    designId,
    revision: 2,
    start: new Date(start).toISOString(),
    end: new Date(start + HOUR).toISOString(),
  };
  const { totalMinor } = await ada.query<QuoteDto>('reservations.quote', slot);
  const booking = { ...slot, key: randomUUID(), zone: 'UTC', expectedTotalMinor: totalMinor };
  const booked = await ada.mutate<BookResultDto>('reservations.book', booking);
  if (booked.outcome !== 'booked') throw new Error('expected room');
  return booked;
}

describe('private ranges keep away from the networks of others', () => {
  it('a start for now is given a range that nobody else has on its host', async () => {
    const id = await bookNow(server, ada, await draw(ada, 1));
    const { parts } = await untilState(ada, id, 'running');
    const [address] = parts.find(({ component }) => component === 'c-m')?.addresses ?? [];
    expect(address).toMatch(/^10\.128\.4\./);
    expect(await rangesOf(id)).toEqual([1]);
  });

  it('what is booked ahead has its range before it starts, and gives it back when it is cancelled', async () => {
    const { reservation } = await bookAhead(await draw(ada, 1));
    const ranges = () => rangesOf(reservation.environmentId);
    expect(await until('given', ranges, (seen) => seen.length > 0)).toEqual([2]);
    await ada.mutate('reservations.release', { key: randomUUID(), reservationId: reservation.id });
    expect(await ranges()).toEqual([]);
  });
});
