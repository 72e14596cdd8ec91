import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../../test/app.ts';
import { pause, reachWorld, type ReachWorld, type Somebody } from '../../../test/reach-world.ts';
import type { EnvironmentDto } from '../environments/dto.ts';

let world: ReachWorld;
let owner: Somebody;
let accountId: string;
let environmentId: string;
let reservationId: string;

beforeAll(async () => {
  world = await reachWorld({ graceMs: 1500 });
  owner = await world.signUp('Owner');
  accountId = (await owner.call<{ account: { id: string } }>('query', 'session.me')).account.id;
  ({ environmentId, reservationId } = await world.running(owner));
});
afterAll(() => world.end());

const query = (more: Record<string, string | number> = {}) => ({
  environment: environmentId,
  component: 'c-m',
  idx: 0,
  session: randomUUID(),
  cols: 80,
  rows: 24,
  ...more,
});
const lastShell = () => world.machines.shells.at(-1);

async function member(role: 'viewer' | 'designer'): Promise<Somebody> {
  const own = await world.signUp(role);
  await owner.call('mutation', 'members.add', { email: own.email, role });
  return own.actFor(accountId);
}

async function personIdOf(who: Somebody): Promise<string> {
  return (await who.call<{ person: { id: string } }>('query', 'session.me')).person.id;
}

describe('who may open a terminal (ACC-1)', () => {
  it('a designer and the owner, and the view says so', async () => {
    const seen = await owner.call<EnvironmentDto>('query', 'environments.get', { id: environmentId });
    expect(seen.parts.find((part) => part.component === 'c-m')).toMatchObject({
      access: true,
      ports: [{ port: 80, label: 'Apache 2.4', web: true }],
    });
    expect(seen.parts.filter((part) => part.access).map((part) => part.component)).toEqual(['c-m']);
    for (const who of [owner, await member('designer')]) {
      const terminal = who.terminal(query());
      await terminal.until('welcome');
      terminal.ws.send(Buffer.from('echo hi\r'));
      await terminal.until('echo hi\r\n$ ');
      expect(lastShell()?.key).toMatchObject({ environmentId, component: 'c-m', idx: 0 });
      terminal.ws.send(JSON.stringify({ close: true }));
      expect(await terminal.closed).toEqual({ code: 1000, reason: 'closed' });
      expect(lastShell()?.alive()).toBe(false);
    }
  });

  it('nobody else', async () => {
    const before = world.machines.shells.length;
    const stranger = await world.signUp('Stranger');
    const operator = await world.signUp('Operator');
    await rows(world.app, sql`insert into operator (person_id) values (${await personIdOf(operator)})`);
    const nobody = { ...stranger.terminal(query(), { cookie: '' }) };
    expect(await nobody.closed).toEqual({ code: 4401, reason: 'signed-out' });
    for (const who of [await member('viewer'), stranger, stranger.actFor(accountId), operator])
      expect(await who.terminal(query()).closed).toEqual({ code: 4403, reason: 'no-right' });
    expect(world.machines.shells.length).toBe(before);
  });

  it('what does not exist and what is not a machine of theirs answer alike (ISO-1)', async () => {
    const stranger = await world.signUp('Stranger');
    const answers = await Promise.all(
      [query(), query({ environment: 'env_0000' }), query({ component: 'c-zzz' })].map(
        (each) => stranger.terminal(each).closed,
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('no page of another site, and no other host name', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { host: 'evil.example', origin: 'http://evil.example' },
    ];
    for (const headers of foreign) {
      const terminal = owner.terminal(query(), headers);
      expect((await terminal.closed).code).toBe(1006);
    }
  });

  it.each<[string, Record<string, string | number>]>([
    ['a component that is no id', { component: '../..' }],
    ['a session of two letters', { session: 'ab' }],
    ['a screen of 100,000 columns', { cols: 100_000 }],
    ['an unknown field', { admin: 1 }],
  ])('%s is refused', async (_, more) => {
    expect((await owner.terminal(query(more)).closed).code).toBe(4500);
  });
});

describe('the life of a terminal', () => {
  it('ends when its shell does', async () => {
    const terminal = owner.terminal(query());
    await terminal.until('welcome');
    terminal.ws.send(Buffer.from('exit\r'));
    expect(await terminal.closed).toEqual({ code: 4000, reason: 'exited' });
  });

  it('comes back with what was shown, for the same person alone', async () => {
    const session = randomUUID();
    const first = owner.terminal(query({ session }));
    await first.until('welcome');
    expect(first.told()).toEqual([{ opened: 'new' }]);
    const shell = lastShell();
    first.ws.terminate();
    shell?.say('said while nobody looked\r\n');
    const other = (await member('designer')).terminal(query({ session }));
    await other.until('welcome');
    expect(other.told()).toEqual([{ opened: 'new' }]);
    expect(other.shown()).not.toContain('nobody looked');
    const again = owner.terminal(query({ session, cols: 100 }));
    await again.until('said while nobody looked');
    expect(again.told()).toEqual([{ opened: 'resumed' }]);
    expect(again.shown()).toContain('welcome');
    expect(shell?.size()).toEqual({ cols: 100, rows: 24 });
    const taken = owner.terminal(query({ session }));
    expect(await again.closed).toEqual({ code: 4001, reason: 'elsewhere' });
    taken.ws.send(JSON.stringify({ close: true }));
    other.ws.send(JSON.stringify({ close: true }));
    await Promise.all([taken.closed, other.closed]);
  });

  it('waits for its browser for a while, and no longer', async () => {
    const terminal = owner.terminal(query());
    await terminal.until('welcome');
    const shell = lastShell();
    terminal.ws.terminate();
    await pause(700);
    expect(shell?.alive()).toBe(true);
    for (let i = 0; i < 100 && shell?.alive(); i += 1) await pause(50);
    expect(shell?.alive()).toBe(false);
  });

  it('keeps 256 KiB, starting at a line', async () => {
    const session = randomUUID();
    const terminal = owner.terminal(query({ session }));
    await terminal.until('welcome');
    for (let i = 0; i < 5000; i += 1) lastShell()?.say(`line ${i} ${'x'.repeat(80)}\r\n`);
    await terminal.until('line 4999 ');
    terminal.ws.terminate();
    const again = owner.terminal(query({ session }));
    await again.until('line 4999 ');
    expect(again.shown().length).toBeLessThanOrEqual(256 * 1024);
    expect(again.shown()).toMatch(/^line \d+ x/);
    again.ws.send(JSON.stringify({ close: true }));
    await again.closed;
  });

  it('takes a paste of 1 MB in pieces, and no piece larger than 64 KiB', async () => {
    const terminal = owner.terminal(query());
    await terminal.until('welcome');
    const shell = lastShell();
    const paste = Buffer.alloc(1_000_000, 'p');
    for (let at = 0; at < paste.length; at += 16_384) terminal.ws.send(paste.subarray(at, at + 16_384));
    for (let i = 0; i < 400 && (shell?.typed().length ?? 0) < paste.length; i += 1) await pause(25);
    expect(shell?.typed().length).toBe(paste.length);
    terminal.ws.send(Buffer.alloc(70_000));
    expect((await terminal.closed).code).toBe(1009);
  });

  it('is not read faster than its browser takes it', async () => {
    const terminal = owner.terminal(query());
    await terminal.until('welcome');
    const shell = lastShell();
    terminal.ws.pause();
    const MIB = 1024 * 1024;
    for (let i = 0; i < 64; i += 1) shell?.say('y'.repeat(MIB));
    await pause(500);
    expect(shell?.unread()).toBeGreaterThan(32 * MIB);
    terminal.ws.resume();
    for (let i = 0; i < 400 && (shell?.unread() ?? 0) > 0; i += 1) await pause(25);
    expect(shell?.unread()).toBe(0);
    terminal.ws.send(JSON.stringify({ close: true }));
    await terminal.closed;
  });

  it('has an end to how many', async () => {
    const somebody = await member('designer');
    const open = Array.from({ length: 8 }, () => somebody.terminal(query()));
    await Promise.all(open.map((terminal) => terminal.until('welcome')));
    expect(await somebody.terminal(query()).closed).toEqual({ code: 4429, reason: 'too-many' });
    for (const terminal of open) terminal.ws.send(JSON.stringify({ close: true }));
    await Promise.all(open.map((terminal) => terminal.closed));
  });
});

describe('a right that is withdrawn', () => {
  it('ends a terminal within three seconds, and its process with it', async () => {
    const rows: [string, (who: Somebody) => Promise<unknown>, string][] = [
      [
        'removed',
        async (who) => owner.call('mutation', 'members.remove', { personId: await personIdOf(who) }),
        'no-right',
      ],
      [
        'viewer',
        async (who) =>
          owner.call('mutation', 'members.setRole', { personId: await personIdOf(who), role: 'viewer' }),
        'no-right',
      ],
      ['signed out', (who) => who.call('mutation', 'session.signOut', {}), 'signed-out'],
    ];
    for (const [, withdraw, reason] of rows) {
      const who = await member('designer');
      const terminal = who.terminal(query());
      await terminal.until('welcome');
      const shell = lastShell();
      await withdraw(who);
      const at = performance.now();
      expect((await terminal.closed).reason).toBe(reason);
      expect(performance.now() - at).toBeLessThan(3000);
      expect(shell?.alive()).toBe(false);
    }
  });

  it('goes with the slot', async () => {
    const terminal = owner.terminal(query());
    await terminal.until('welcome');
    const shell = lastShell();
    await owner.call('mutation', 'reservations.release', { key: randomUUID(), reservationId });
    expect(await terminal.closed).toEqual({ code: 4409, reason: 'not-running' });
    expect(shell?.alive()).toBe(false);
    expect(await owner.terminal(query()).closed).toEqual({ code: 4409, reason: 'not-running' });
  });
});
