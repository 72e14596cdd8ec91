import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Key, Terminal } from '../../../src/drivers/driver.ts';
import { accessOf, expectRefusal, soon, type World } from '../world.ts';

/** A person at a terminal: types, and waits for words to appear. */
class Person {
  readonly terminal: Terminal;
  #seen = '';
  #closed = false;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
    terminal.io.on('data', (chunk: Buffer) => (this.#seen += chunk.toString()));
    terminal.io.on('close', () => (this.#closed = true));
  }

  types(line: string): void {
    this.#seen = '';
    this.terminal.io.write(line);
  }

  /** What is there once the pattern is, or after ten seconds without it. */
  async sees(pattern: RegExp): Promise<string> {
    for (let attempt = 0; attempt < 400 && !pattern.test(this.#seen); attempt += 1)
      await new Promise((resolve) => setTimeout(resolve, 25));
    return this.#seen;
  }

  get closed(): boolean {
    return this.#closed;
  }
}

async function sitsDown(w: World, key: Key): Promise<Person> {
  const size = { cols: 91, rows: 33 };
  return new Person(await accessOf(w.driver).openTerminal(w.bench.host, key, size, soon()));
}

export function terminalContract(world: () => World): void {
  describe('a terminal', () => {
    it('shows a prompt, echoes, knows its size and the next one, and tells how the shell ended', async () => {
      const w = world();
      const person = await sitsDown(w, await w.runs('vm'));
      expect(await person.sees(/[$#] /)).toMatch(/[$#] /);
      person.types('echo $((6 * 7))\n');
      expect(await person.sees(/42/)).toMatch(/42/);
      person.types('stty size\n');
      expect(await person.sees(/33 91/)).toMatch(/33 91/);
      await person.terminal.resize({ cols: 120, rows: 40 });
      person.types('stty size\n');
      expect(await person.sees(/40 120/)).toMatch(/40 120/);
      person.types('exit 5\n');
      expect(await person.terminal.exit).toBe(5);
    });

    it('lives on after the time for opening it is over', async () => {
      const w = world();
      const key = await w.runs('vm');
      const opening = new AbortController();
      const size = { cols: 80, rows: 24 };
      const options = { signal: opening.signal };
      const person = new Person(await accessOf(w.driver).openTerminal(w.bench.host, key, size, options));
      opening.abort();
      person.types('echo still $((40 + 2))\n');
      expect(await person.sees(/still 42/)).toMatch(/still 42/);
      await person.terminal.kill();
    });

    it('takes a long text whole, as fast as it comes', async () => {
      const w = world();
      const key = await w.runs('vm');
      const person = await sitsDown(w, key);
      expect(await person.sees(/[$#] /)).toMatch(/[$#] /);
      const text = Array.from({ length: 4000 }, (_, n) => `${n} ${randomBytes(12).toString('hex')}\n`).join(
        '',
      );
      person.types('stty -echo; cat >/tmp/pasted; stty echo\n');
      await w.until('it is read', async () => (await w.says(key, 'ps')).includes('cat'));
      person.types(text);
      person.types('\u0004echo all of $((40 + 2))\n');
      expect(await person.sees(/all of 42/)).toMatch(/all of 42/);
      const sum = createHash('sha256').update(text).digest('hex');
      expect(await w.says(key, 'sha256sum', '/tmp/pasted')).toContain(sum);
      await person.terminal.kill();
    });
  });
  terminalEndsContract(world);
}

function terminalEndsContract(world: () => World): void {
  describe('the end of a terminal', () => {
    it('takes with it all that was started in it, when it is killed', async () => {
      const w = world();
      const key = await w.runs('vm', { services: [w.service('sleep 7777')] });
      const person = await sitsDown(w, key);
      expect(await person.sees(/[$#] /)).toMatch(/[$#] /);
      person.types('(sleep 8881 &); setsid sleep 8882 & (trap "" HUP; exec sleep 8883) & sleep 8884\n');
      const running = async () => (await w.says(key, 'ps')).match(/sleep 888\d$/gm)?.length ?? 0;
      await w.until('all four run', async () => (await running()) === 4);
      await person.terminal.kill();
      expect(await running()).toBe(0);
      expect((await w.says(key, 'ps')).includes('bash -l')).toBe(false);
      // Everything else on the machine goes on.
      expect(await w.says(key, 'ps')).toContain('sleep 7777');
      expect(typeof (await person.terminal.exit)).toBe('number');
      await w.until('the connection is closed', async () => person.closed);
    });

    it('ends with its machine', async () => {
      const w = world();
      const key = await w.runs('vm');
      const person = await sitsDown(w, key);
      expect(await person.sees(/[$#] /)).toMatch(/[$#] /);
      await w.driver.remove(w.bench.host, { form: 'machine', key }, soon());
      expect(typeof (await person.terminal.exit)).toBe('number');
      await expectRefusal(sitsDown(w, key), 'not-found');
    });
  });
}
