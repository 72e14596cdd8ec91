import type { Sheet } from './sheet.ts';

/** From blank, by clicks alone: a web server behind a gateway, an application, a database, and the networks between. */
export async function threeTiers(sheet: Sheet): Promise<void> {
  await sheet.putAt('Switch, 64', 200, 420);
  await sheet.put('Server, x86-64', 'Switch');
  await sheet.put('Debian 12', 'Server');
  await sheet.select('Server');
  await sheet.press('Duplicate');
  await sheet.press('Duplicate');
  await sheet.put('PostgreSQL 15', 'Server 3');
  await sheet.put('Node.js 18', 'Server 2');
  await sheet.put('nginx', 'Server');
  // What is added to the web server is joined to it: its network in front, and the way out of that.
  await sheet.choose('Add to it…', /^Switch, 64/);
  await sheet.choose('Add to it…', /^Internet gateway/);
}

/** From blank: twelve web servers, two disk arrays, two caches and two hundred clients, on five switches. */
export async function office(sheet: Sheet): Promise<void> {
  const { hand, inspector } = sheet;
  const more = inspector.getByRole('button', { name: 'Copies: one more' });
  await hand.carry(sheet.row('Switch, 64'), sheet.drawing, { x: 420, y: 300 });
  await sheet.drag('Disk array', 'Switch');
  await hand.click(more);
  await sheet.drag('Server, x86-64', 'Switch');
  await hand.click(more);
  await sheet.drag('Debian 12', 'Server');
  await sheet.drag('Squid 5', 'Server');
  await sheet.drag('Server, x86-64', 'Switch');
  await sheet.set('Copies', '12');
  await sheet.drag('Windows NT', 'Server 2');
  await sheet.drag('Apache 2.4', 'Server 2');
  await sheet.drag('Switch, 64', 'Switch');
  await sheet.set('Copies', '4');
  await sheet.drag('x86 PC', 'Switch 2');
  await sheet.set('Copies', '200');
  await sheet.set('Clock at most, MHz', '750');
  await sheet.drag('Windows 2000', 'PC');
  await sheet.drag('Netscape', 'PC');
}
