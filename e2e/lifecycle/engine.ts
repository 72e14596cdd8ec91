import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const ABOUT = { Architecture: 'x86_64', NCPU: 4, MemTotal: 8 * 1024 ** 3, Version: '1.2.3' };

/** Something that speaks enough of an engine to be a host, and has nothing. */
export async function emptyEngine() {
  let listened = false;
  const server = createServer(({ url = '' }, answer) => {
    // Whoever listens to events is told nothing, and is not sent away either.
    if (url.includes('/events')) return void (listened = true);
    answer.setHeader('api-version', '1.41');
    answer.setHeader('content-type', 'application/json');
    const lists = /\/(networks|containers)/.test(url);
    answer.end(JSON.stringify(lists ? [] : { ...ABOUT, Volumes: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  const { port } = server.address() as AddressInfo;
  return { address: `tcp://127.0.0.1:${port}`, isHost: () => listened, close };
}
