import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DriverError } from '../../src/drivers/driver.ts';
import { startReconciler } from '../../src/workers/reconciler.ts';
import { rows, testApp, Refused, type Browser, type TestApp } from '../app.ts';
import { bookNow, draw, release, stateOf, until, untilState } from '../engines/lab.ts';
import { addLab, eventOf, heldBy, hostNamed, paper } from './paper.ts';

let server: TestApp;
let operator: Browser;
let ada: Browser;
/** Images are on their way until this is called off. */
let making = false;

beforeAll(async () => {
  server = await testApp({
    docker: (db) => ({
      ...paper(db),
      ensureImage: () =>
        making
          ? Promise.reject(new DriverError('timeout', 'it is being made', 'unknown'))
          : Promise.resolve(),
    }),
  });
  operator = await server.operator();
  ada = await server.customer('Ada');
  await addLab(operator, ['one']);
});
afterAll(() => server.end());

it('CAP-3: what is released while its images are made is never started, and costs nothing', async () => {
  making = true;
  const id = await bookNow(server, ada, await draw(ada, 1));
  await until(
    'images are being made',
    () => stateOf(ada, id),
    ({ stages }) => stages.some(({ stage, state }) => stage === 'images' && state === 'active'),
  );
  await release(ada, id, 'starting');
  const again = await release(ada, id, 'ending').catch((error: unknown) => error);
  expect(again).toBeInstanceOf(Refused);
  making = false;
  const ended = await untilState(ada, id, 'ended');
  expect(eventOf(ended, 'never-ran')).toBeDefined();
  expect(eventOf(ended, 'running')).toBeUndefined();
  expect(ended.events.filter(({ code }) => code === 'released')).toHaveLength(1);
  expect(await rows(server.app, sql`select 1 from charge where environment_id = ${id}`)).toEqual([]);
  const { id: hostId } = await hostNamed(operator, 'one');
  expect((await heldBy(server, hostId)).filter((one) => !one.startsWith('volume'))).toEqual([]);
});

it('CAP-1: slots that start at the same moment are each given their own units, at the first try', async () => {
  const designId = await draw(ada, 1);
  await server.reconciler.stop();
  const ids: string[] = [];
  for (let n = 0; n < 4; n += 1) ids.push(await bookNow(server, ada, designId));
  const failures: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void failures.push(line) });
  const { db, drivers } = server.app;
  const reconciler = startReconciler({ platform: db.platform, drivers }, log);
  for (const id of ids) await untilState(ada, id, 'running');
  await reconciler.stop();
  expect(failures).toEqual([]);
  const [bound] = await rows(
    server.app,
    sql`select count(*)::int as n, count(distinct b.unit_id)::int as units from unit_binding b join slot s on s.id = b.slot_id
         where s.environment_id in ${ids}`,
  );
  expect(bound?.['n']).toBeGreaterThanOrEqual(4);
  expect(bound?.['units']).toBe(bound?.['n']);
});
