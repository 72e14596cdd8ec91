import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReservationDto } from '../../src/features/reservations/dto.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';
import { bookNow, draw, release, untilState, until, stateOf } from '../engines/lab.ts';
import { addLab, heldBy, hostNamed, paper } from './paper.ts';

let server: TestApp;
let operator: Browser;
let ada: Browser;

beforeAll(async () => {
  server = await testApp({ docker: paper });
  operator = await server.operator();
  ada = await server.customer('Ada');
  await addLab(operator, ['one']);
});
afterAll(() => server.end());

it('ENV-3: a later slot that was cancelled neither hides how the one before ended, nor keeps its data', async () => {
  const designId = await draw(ada, 1);
  const id = await bookNow(server, ada, designId);
  await untilState(ada, id, 'running');
  await bookNow(server, ada, designId, id, 40);
  const list = await ada.query<ReservationDto[]>('reservations.list');
  const later = list.find(({ environmentId, state }) => environmentId === id && state === 'scheduled');
  await ada.mutate('reservations.release', { key: randomUUID(), reservationId: later?.id });
  expect((await stateOf(ada, id)).state).toBe('running');

  await release(ada, id);
  const ended = await untilState(ada, id, 'ended');
  expect(ended.kept).not.toBeNull();
  await ada.mutate('environments.deleteData', { id });
  const { id: hostId } = await hostNamed(operator, 'one');
  await until(
    'nothing is left',
    () => heldBy(server, hostId),
    (held) => held.length === 0,
  );
});
