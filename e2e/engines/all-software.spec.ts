import { expect, test } from '@playwright/test';
import { bookNow, release, untilRunning } from '../support/environments.ts';
import { signedUp } from '../support/personas.ts';
import { Sheet } from '../support/sheet.ts';
import { Shell } from '../support/shell.ts';

test('all software of the catalog that is made for real is installed, and answers', async ({ browser }) => {
  const page = await signedUp(browser, 'Grace Gale');
  const sheet = await Sheet.fresh(page);
  await sheet.machine('front', ['Debian 12', 'nginx']);
  const roomy = { 'Memory, MiB': '1024', 'Local disk, GiB': '8' };
  const all = ['Debian 12', 'Apache 2.4', 'Node.js 18', 'PostgreSQL 15', 'Redis', 'Squid 5'];
  await sheet.machine('all', all, roomy);
  await sheet.network('Lan', ['front', 'all']);
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await bookNow(page);
  await untilRunning(page);

  const front = await Shell.open(page, 'front');
  const asked: [what: string, command: string, answer: RegExp][] = [
    ['Apache', 'curl -s http://all | grep -i "<title>"', /Apache2 Debian Default Page/],
    ['Node.js', 'curl -s http://all:3000 | grep -o "<h1>.*</h1>"', /<h1>Node\.js v18\S* runs\.<\/h1>/],
    ['nginx, through Squid', 'curl -s -x http://all:3128 http://front | grep "<h1>"', /Welcome to nginx!/],
    ['Squid', 'curl -sI -x http://all:3128 http://front | grep -i ^via', /squid/],
  ];
  for (const [what, command, answer] of asked) expect((await front.run(command)).text, what).toMatch(answer);
  const inside = await Shell.open(page, 'all');
  expect(await inside.run('psql -Atc "select 6 * 7"')).toEqual({ text: '42', code: 0 });
  expect(await inside.run('redis-cli ping')).toEqual({ text: 'PONG', code: 0 });
  expect((await inside.run('echo $NODE_ENV $PORT')).text).toBe('production 3000');
  await release(page);
  await page.context().close();
});
