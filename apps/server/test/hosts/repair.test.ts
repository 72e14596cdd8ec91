import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Databases } from '../../src/db/databases.ts';
import { hashOf } from '../../src/db/ids.ts';
import { DriverError, type Driver } from '../../src/drivers/driver.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';
import { bookNow, draw, drawing, release, stateOf, until, untilState } from '../engines/lab.ts';
import { addLab, eventOf, heldBy, hostNamed, hostOf, paper } from './paper.ts';

/** Images that the one engine has: a machine is only made of one that is there. */
const images = new Set<string>();
const withImages = (db: Databases): Driver => {
  const driver = paper(db);
  return {
    ...driver,
    ensureImage: (_host, image) => Promise.resolve(void images.add(hashOf(image))),
    ensureMachine: (host, key, spec, options) => {
      if (!images.has(hashOf(spec.image)))
        throw new DriverError('image-missing', 'no such image', 'not-done');
      return driver.ensureMachine(host, key, spec, options);
    },
  };
};

let server: TestApp;
let ada: Browser;
let operator: Browser;
let designId: string;
let id: string;

beforeAll(async () => {
  server = await testApp({ docker: withImages });
  operator = await server.operator();
  await addLab(operator, ['one']);
  ada = await server.customer('Ada');
  designId = await draw(ada, 2);
  id = await bookNow(server, ada, designId);
  await untilState(ada, id, 'running');
});
afterAll(() => server.end());

it('ENV-1: a machine that is gone is made anew, of an image that is brought again where it is gone as well', async () => {
  images.clear();
  await server.app.db.simulator.tx(null, (tx) =>
    tx.db.execute(sql`delete from simulator.resource where form = 'machine' and idx = 1`),
  );
  const repaired = await until(
    'repaired',
    () => stateOf(ada, id),
    (seen) => eventOf(seen, 'repaired') !== undefined,
  );
  expect(eventOf(repaired, 'repaired')?.values).toEqual({ machines: 1 });
  expect(images.size).toBe(1);
  const { id: hostId } = await hostNamed(operator, 'one');
  expect((await heldBy(server, hostId)).filter((one) => one === 'machine c-m 1')).toHaveLength(2);
});

it('a disk that was drawn larger since is found again, with what is on it', async () => {
  await release(ada, id);
  await untilState(ada, id, 'ended');
  await ada.mutate('designs.save', { id: designId, baseRevision: 2, document: drawing(2, true, 20) });
  await bookNow(server, ada, designId, id);
  const running = await untilState(ada, id, 'running', 2);
  expect(hostOf(running)).toBe('one');
  expect(running.spares).toEqual([]);
  const { id: hostId } = await hostNamed(operator, 'one');
  expect((await heldBy(server, hostId)).filter((one) => one.startsWith('volume'))).toEqual(['volume c-d 0']);
});
