import { once } from 'node:events';
import { Agent, createServer, get, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it, vi } from 'vitest';
import { forward } from './forward.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function listening(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Ways to a server that say that they took what was written only when they are told to, as a machine's relay may. */
function lateWays(port: number) {
  const agent = new Agent({ keepAlive: true });
  const waiting: (() => void)[] = [];
  let opened = 0;
  agent.createConnection = () => {
    opened += 1;
    const socket = connect(port, '127.0.0.1');
    const way = new Duplex({
      read: () => {},
      write: (chunk, _, done) => {
        socket.write(chunk as Buffer);
        waiting.push(done);
      },
      destroy: (cause, done) => {
        socket.destroy();
        done(cause);
      },
    });
    socket.on('data', (chunk) => way.push(chunk)).on('close', () => way.push(null));
    return Object.assign(way, {
      setKeepAlive: () => way,
      setTimeout: () => way,
      ref: () => way,
      unref: () => way,
    });
  };
  const acknowledge = () => waiting.splice(0).forEach((done) => done());
  return { agent, acknowledge, opened: () => opened };
}

it('a way into a machine serves one request after the other, also where answers overtake acknowledgements', async () => {
  const ways = lateWays(await listening(createServer((_, res) => res.end('a page'))));
  const closed: Promise<unknown>[] = [];
  const port = await listening(
    createServer((req, res: ServerResponse) => {
      closed.push(once(res, 'close'));
      const facts = { client: '127.0.0.1', secure: false };
      forward(req, res, { agent: ways.agent, facts, refuse: (why) => res.writeHead(502).end(why) });
    }),
  );
  for (let visit = 1; visit <= 5; visit += 1) {
    const [answer] = (await once(get({ port, host: '127.0.0.1' }), 'response')) as [NodeJS.ReadableStream];
    expect(await text(answer)).toBe('a page');
    await closed.at(-1);
    ways.acknowledge();
    await vi.waitFor(() => expect(Object.values(ways.agent.freeSockets).flat()).toHaveLength(1));
  }
  expect(ways.opened()).toBe(1);
  ways.agent.destroy();
});
