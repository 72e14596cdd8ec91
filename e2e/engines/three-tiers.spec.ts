import { expect, test, type Page } from '@playwright/test';
import { counted, waysInto } from '../support/engine-host.ts';
import { bookNow, metered, release, untilRunning } from '../support/environments.ts';
import { signedIn } from '../support/personas.ts';
import { Sheet } from '../support/sheet.ts';
import { Shell } from '../support/shell.ts';

// One environment, looked at from one side after the other.
test.describe.configure({ mode: 'serial' });

/** Connections to one port of a machine that are kept for the next request. */
const KEPT_CONNECTIONS = 4;

let ada: Page;
test.beforeAll(async ({ browser }) => {
  ada = await signedIn(browser, 'ada');
});
test.afterAll(() => ada.context().close());

test('a web server, an application and a database on two networks are drawn, booked for now, and run', async () => {
  const sheet = await Sheet.fresh(ada);
  await sheet.machine('web', ['Debian 12', 'nginx']);
  await sheet.machine('app', ['Debian 12', 'Node.js 18']);
  await sheet.machine('database', ['Debian 12', 'PostgreSQL 15']);
  await sheet.network('Front', ['web', 'app']);
  await sheet.network('Back', ['app', 'database']);
  await ada.getByRole('button', { name: 'Book', exact: true }).click();
  await bookNow(ada);
  await untilRunning(ada);
  await expect(ada.getByText('The data center is simulated')).toHaveCount(0);
  for (const machine of ['web', 'app', 'database'])
    await expect(rowOf(machine).getByText('Running')).toBeVisible();
  await expect(rowOf('web')).toContainText('this-computer');
});

test('its page opens in a tab of its own, on a host name of its own', async ({ baseURL }) => {
  await rowOf('web').getByRole('button', { name: 'Open a page of web' }).click();
  const opening = ada.context().waitForEvent('page');
  await ada.getByRole('menuitem', { name: 'nginx 1.22, port 80' }).click();
  const asked = Date.now();
  const tab = await opening;
  await expect(tab.getByRole('heading', { name: 'Welcome to nginx!' })).toBeVisible();
  console.log(`  the first page came after ${Date.now() - asked} ms`);
  const { hostname, search } = new URL(tab.url());
  expect(hostname).toMatch(/^[a-z0-9]+\.localhost$/);
  expect(search).toBe('');
  expect(new URL(baseURL ?? '').hostname).not.toBe(hostname);
  // One after the other, over connections that are kept: a way into a machine takes much longer than a page.
  const before = new Set((await waysInto('web', 80)).seen);
  const again = Date.now();
  const one = await tab.evaluate(async () => {
    const seen: number[] = [];
    for (let n = 0; n < 40; n += 1) seen.push((await fetch(`/?${n}`)).status);
    return seen;
  });
  const took = Date.now() - again;
  expect(one).toEqual(one.map(() => 200));
  const { open, seen } = await waysInto('web', 80);
  const used = seen.filter((way) => open.includes(way) || !before.has(way));
  console.log(`  40 more, one after the other, took ${took} ms over ${used.length} ways in`);
  expect(used.length).toBeLessThanOrEqual(KEPT_CONNECTIONS);
  // What asks for many things at once gets them all, and keeps a few connections.
  const many = await tab.evaluate(() =>
    Promise.all(Array.from({ length: 40 }, async (_, n) => (await fetch(`/?${n}`)).status)),
  );
  expect(many).toEqual(many.map(() => 200));
  await expect
    .poll(async () => (await waysInto('web', 80)).open.length)
    .toBeLessThanOrEqual(KEPT_CONNECTIONS);
  await tab.close();
});

test('machines answer to each other by name on the networks that they share, and on no others', async () => {
  const web = await Shell.open(ada, 'web');
  expect((await web.run('curl -s http://app:3000 | head -c 60')).text).toContain('<h1>Node.js v18');
  expect((await web.run('curl -s -m 2 telnet://database:5432')).code).not.toBe(0);
  const [address = ''] = await addressesOf('database');
  expect((await web.run(`nc -z -w 2 ${address} 5432`)).code).not.toBe(0);

  const app = await Shell.open(ada, 'app');
  expect((await app.run('nc -z -w 2 database 5432')).code).toBe(0);
  expect((await app.run('curl -s -o /dev/null http://web')).code).toBe(0);
});

test('ISO-2: a machine of another channel reaches none of them', async ({ browser }) => {
  const hal = await signedIn(browser, 'hal');
  const sheet = await Sheet.fresh(hal);
  await sheet.machine('stranger', ['Debian 12']);
  await sheet.network('Lan', ['stranger']);
  await hal.getByRole('button', { name: 'Book', exact: true }).click();
  await bookNow(hal);
  await untilRunning(hal);
  const shell = await Shell.open(hal, 'stranger');
  const [address = ''] = await addressesOf('web');
  expect(address).toMatch(/^[\d.]+$/);
  expect((await shell.run('curl -s -m 3 http://web')).code).not.toBe(0);
  expect((await shell.run(`curl -s -m 3 http://${address}`)).code).not.toBe(0);
  expect((await shell.run(`ping -c 1 -W 2 ${address}`)).code).not.toBe(0);
  // It is there all the same: its neighbour gets its page at this address.
  const app = await Shell.open(ada, 'app');
  expect((await app.run(`curl -s -m 3 -o /dev/null http://${address}`)).code).toBe(0);
  await release(hal);
  await hal.context().close();
});

test('its log has the lines of those who came', async () => {
  const opener = rowOf('web').getByRole('button', { name: 'Logs of web' });
  await opener.click();
  const logs = ada.getByRole('dialog', { name: 'Logs of web' });
  await expect(logs.getByText(/"GET \/ HTTP\/1\.1" 200 .*curl/).first()).toBeVisible();
  await ada.keyboard.press('Escape');
  await expect(logs).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('the meter has what the kernel counted', async () => {
  const id = new URL(ada.url()).pathname.split('/').at(-1) ?? '';
  // What a megabyte weighs is seen whichever way it is counted.
  const app = await Shell.open(ada, 'app');
  expect((await app.run('for n in $(seq 200); do curl -s http://web -o /dev/null; done')).code).toBe(0);
  const before = await counted('web');
  const at = Date.now();
  await release(ada);
  const elapsed = (Date.now() - at) / 1000;
  const meters = await metered(ada, id, 'web');
  console.log('  the kernel', before, 'the meter', meters, `${elapsed} s later`);
  expect(before.cpuSeconds).toBeGreaterThan(0);
  expect(before.trafficBytes).toBeGreaterThan(100_000);
  // Nobody asked anything of it any more; ending takes a moment of one processor.
  expect(meters.cpuSeconds).toBeGreaterThanOrEqual(before.cpuSeconds - 0.001);
  expect(meters.cpuSeconds).toBeLessThanOrEqual(before.cpuSeconds + Math.min(2, elapsed));
  expect(meters.trafficBytes).toBeGreaterThanOrEqual(before.trafficBytes);
  expect(meters.trafficBytes).toBeLessThanOrEqual(before.trafficBytes + 10_000);

  await ada.getByRole('link', { name: 'Usage', exact: true }).click();
  await expect(ada.getByRole('heading', { name: 'Usage', level: 1 })).toBeVisible();
  await expect(ada.getByRole('columnheader', { name: 'CPU used' })).toBeVisible();
});

function rowOf(machine: string) {
  return ada.getByRole('row').filter({ has: ada.getByRole('rowheader', { name: machine, exact: true }) });
}

async function addressesOf(machine: string): Promise<string[]> {
  const cell = rowOf(machine)
    .getByRole('cell', { name: /^\d+\.\d+\.\d+\.\d+/ })
    .first();
  return (await cell.innerText()).split(', ').map((address) => address.trim());
}
