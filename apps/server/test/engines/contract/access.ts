import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { filesContract } from './files.ts';
import { servicesContract } from './services.ts';
import { terminalContract } from './terminal.ts';
import { accessOf, expectRefusal, soon, type World } from '../world.ts';

/** Answers each line `GET ...` that ends with an empty one, over one connection for as long as it is kept. */
const HTTP = `nc -ll -p 80 -e sh -c '
while read -r first; do
  while read -r line; do [ "$line" = "$(printf "\\r")" ] && break; done
  set -- $first
  printf "HTTP/1.1 200 OK\\r\\nContent-Length: %s\\r\\n\\r\\n%s" "\${#2}" "$2"
done'`;
const EMPTY_ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n';
const ECHO = 'nc -ll -p 7 -e cat';

/** What people do with a machine that runs. */
export function accessContract(world: () => World): void {
  terminalContract(world);
  portContract(world);
  filesContract(world);
  servicesContract(world);
  describe('commands', () => {
    it('a command is told by its code and both outputs; output beyond a bound is dropped', async () => {
      const w = world();
      const key = await w.runs('vm');
      const run = (...argv: string[]) => accessOf(w.driver).run(w.bench.host, key, argv, soon());
      expect(await run('sh', '-c', 'echo one; echo two >&2; exit 7')).toEqual({
        code: 7,
        out: 'one\n',
        err: 'two\n',
      });
      const much = await run('sh', '-c', 'yes | head -c 3000000');
      expect([much.code, much.out.length]).toEqual([0, 1024 * 1024]);
    });

    it('nothing is reached in a machine that does not run', async () => {
      const w = world();
      const key = w.key('vm');
      const { run } = accessOf(w.driver);
      await expectRefusal(run(w.bench.host, key, ['true'], soon()), 'not-found');
      await w.driver.ensureMachine(w.bench.host, key, w.machine(), soon());
      await expectRefusal(run(w.bench.host, key, ['true'], soon()), 'lost');
    });
  });
}

function portContract(world: () => World): void {
  const open = (w: World, port: number) =>
    accessOf(w.driver).openPort(w.bench.host, w.key('vm'), port, soon());

  describe('ports', () => {
    it('carry HTTP, several requests over one connection', async () => {
      const w = world();
      await w.runs('vm', { services: [w.service(HTTP, 80)] });
      const connection = await open(w, 80);
      const bodies = [];
      for (const path of ['/one', '/two', '/three']) {
        connection.write(`GET ${path} HTTP/1.1\r\nHost: machine\r\n\r\n`);
        const answer = await readBytes(connection, EMPTY_ANSWER.length + path.length);
        bodies.push(answer.toString().slice(EMPTY_ANSWER.length));
      }
      expect(bodies).toEqual(['/one', '/two', '/three']);
      connection.destroy();
    });

    it('carry any bytes, both ways at once, unharmed', async () => {
      const w = world();
      await w.runs('vm', { services: [w.service(ECHO, 7)] });
      const connection = await open(w, 7);
      const sent = randomBytes(1024 * 1024);
      const back = readBytes(connection, sent.length);
      connection.write(sent);
      expect((await back).equals(sent)).toBe(true);
      connection.destroy();
    });

    it('are refused where nothing listens, and leave no process in the machine', async () => {
      const w = world();
      const key = await w.runs('vm', { services: [w.service(ECHO, 7)] });
      await expectRefusal(open(w, 9), 'not-found');
      const connection = await open(w, 7);
      const relays = async () => (await w.says(key, 'ps')).split('dev/tcp').length - 1;
      expect(await relays()).toBeGreaterThan(0);
      connection.destroy();
      await w.until('no relay is left', async () => (await relays()) === 0);
    });
  });
}

function readBytes(stream: Duplex, count: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let have = 0;
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      have += chunk.length;
      if (have < count) return;
      stream.off('data', take);
      resolve(Buffer.concat(chunks));
    };
    stream.once('error', reject).on('data', take);
  });
}
