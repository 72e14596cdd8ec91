import { afterAll, beforeAll, expect, it } from 'vitest';
import { breakHost, mendHost } from '../../src/drivers/simulated/faults.ts';
import type { QuoteDto } from '../../src/features/reservations/dto.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';
import { bookNow, draw, drawing, quoteNow, untilState } from '../engines/lab.ts';
import { addLab, hostNamed, hostOf, labOf, paper, untilHost } from './paper.ts';

/** Two hosts of 100 GiB, and 10 GiB taken on the one that Ada runs on. */
let server: TestApp;
let operator: Browser;
let ada: Browser;
let designId: string;
let taken: string;
let free: string;

beforeAll(async () => {
  server = await testApp({ docker: paper, patienceMs: 600_000 });
  operator = await server.operator();
  ada = await server.customer('Ada');
  await addLab(operator, ['one', 'two']);
  const id = await bookNow(server, ada, await draw(ada, 1));
  taken = hostOf(await untilState(ada, id, 'running'));
  free = taken === 'one' ? 'two' : 'one';
  designId = await draw(ada, 1);
});
afterAll(() => server.end());

let revision = 2;
async function quoteOf(capacityGiB: number): Promise<QuoteDto> {
  const document = drawing(1, true, capacityGiB);
  await ada.mutate('designs.save', { id: designId, baseRevision: revision, document });
  revision += 1;
  const { siteId } = await labOf(operator);
  return quoteNow(server, ada, { designId, revision, siteId });
}

const room = async () => {
  const { rejection } = await quoteOf(500);
  const short = rejection?.reasons.find(({ shortage }) => shortage.of === 'pool');
  return short?.available;
};

it('storage of a host that is drained or lost is not booked, and its claims take nothing from the others', async () => {
  expect(await room()).toBe(190);
  const { id } = await hostNamed(operator, free);
  await operator.mutate('dataCenter.drainHost', { hostId: id, draining: true });
  expect(await room()).toBe(90);
  expect(await quoteOf(150)).toMatchObject({
    fits: false,
    rejection: { reasons: [{ shortage: { of: 'pool' }, available: 90, when: 'notNow', freeFrom: null }] },
  });
  await operator.mutate('dataCenter.drainHost', { hostId: id, draining: false });

  const broken = await hostNamed(operator, taken);
  await breakHost(server.app.db.simulator, broken.id, 'partition');
  await untilHost(operator, taken, 'lost');
  expect(await room()).toBe(100);
  await mendHost(server.app.db.simulator, broken.id);
  await untilHost(operator, taken, 'up');
  expect(await room()).toBe(190);
});
