import { connect, type Socket } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, newPlace, startApp } from './app.ts';
import { until, untilGone } from './processes.ts';

afterAll(cleanUp);

const BODY = JSON.stringify({ email: 'nobody@leaving.example', password: 'a passphrase of some length' });

/** A request that is under way for as long as the test wants: half of its body is on its way. */
function slowRequest(url: string): { socket: Socket; answer: () => string; finish: () => void } {
  const { host, hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const head = [
    'POST /api/trpc/session.signIn HTTP/1.1',
    `host: ${host}`,
    `origin: http://${host}`,
    'content-type: application/json',
    `content-length: ${BODY.length}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${BODY.slice(0, 10)}`);
  return { socket, answer: () => text, finish: () => socket.write(BODY.slice(10)) };
}

describe('a stop during a slow request', () => {
  it('is told to who asks, lets the request have its answer, and leaves nothing', async () => {
    const app = startApp(await newPlace(), { env: { WORLD: 'live' } });
    const url = await app.url();
    const all = app.processes();
    const ask = async (path: string) => {
      const reply = await fetch(`${url}${path}`);
      return { status: reply.status, body: (await reply.json()) as unknown };
    };
    expect(await ask('/readyz')).toEqual({ status: 200, body: { ready: true, missing: [] } });

    const slow = slowRequest(url);
    // The first answer on another connection shows that the head of the slow one has been read before.
    await ask('/healthz');
    app.kill('SIGTERM');
    await until('it says that it is leaving', async () => (await ask('/readyz')).status === 503);
    expect(await ask('/readyz')).toEqual({ status: 503, body: { ready: false, missing: ['leaving'] } });
    expect(await ask('/healthz')).toMatchObject({ status: 200, body: { ok: true } });
    expect(await ask('/api/trpc/session.me')).toMatchObject({ status: 503 });
    expect(slow.answer()).toBe('');

    slow.finish();
    await until('the slow request has its answer', () => slow.answer().includes('UNAUTHENTICATED'));
    expect(slow.answer()).toMatch(/^HTTP\/1\.1 401 /);
    expect((await app.ended).code).toBe(0);
    await untilGone(all);
    slow.socket.destroy();
  });
});
