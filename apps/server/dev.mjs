// `npm run dev`: the server restarts when its sources change, the web app is served by Vite, there is one URL.
import { existsSync, watch } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './install.mjs';
import { findPort } from './running.mjs';

const READY = /^Patchbay is running at (\S+)$/;
const SETTLE_MS = 150;
const watched = ['apps/server/src', 'packages/catalog/src', 'packages/engine/src'];

/**
 * @typedef {import('node:child_process').ChildProcess} ChildProcess
 * @param {{
 *   startServer: (env: NodeJS.ProcessEnv) => ChildProcess,
 *   passSignals: (server: () => ChildProcess) => unknown,
 * }} tools
 */
export async function develop({ startServer, passSignals }) {
  const host = process.env['HOST'] || '127.0.0.1';
  const port = await findPort(host, Number(process.env['PORT'] || 4310));
  const apiPort = await findPort(host, port + 1);
  const url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  // To the server, the outside world is Vite: requests bear its name and origin.
  const env = {
    NODE_ENV: 'development',
    PATCHBAY_DEV: '1',
    PUBLIC_URL: url,
    HOST: host,
    PORT: String(apiPort),
  };

  let restarting = false;
  const launch = () => {
    const child = startServer(env);
    child.on('exit', (code) => {
      if (!restarting) process.exit(code ?? 1);
    });
    return child;
  };
  let server = launch();
  passSignals(() => server);
  const apiUrl = await readUrl(server);

  onChange(async () => {
    restarting = true;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.stdin?.end();
    await ended;
    server = launch();
    restarting = false;
    await readUrl(server);
    console.log('The server has been restarted.');
  });
  await serveWeb(host, port, apiUrl);
  console.log(`Patchbay is running at ${url}`);
}

/**
 * Passes the server's output on, except for its URL: the one to open is Vite's.
 * @param {ChildProcess} server
 * @returns {Promise<string>}
 */
function readUrl(server) {
  return new Promise((resolve) => {
    let rest = '';
    server.stdout?.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const url = READY.exec(line)?.[1];
        if (url) resolve(url);
        else console.log(line);
      }
    });
  });
}

/** @param {() => Promise<void>} restart one at a time; a change meanwhile leads to one more */
function onChange(restart) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let busy = Promise.resolve();
  const changed = (/** @type {string} */ _event, /** @type {string | null} */ name) => {
    if (!name || name.includes('.test.')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      busy = busy.then(restart);
    }, SETTLE_MS);
  };
  for (const folder of watched.map((place) => path.join(root, place))) {
    if (existsSync(folder)) watch(folder, { recursive: true }, changed);
  }
}

/**
 * Vite runs in this process, so it ends with it.
 * @param {string} host
 * @param {number} port
 * @param {string} apiUrl for the proxy in apps/web/vite.config.ts
 */
async function serveWeb(host, port, apiUrl) {
  process.env['PATCHBAY_API'] = apiUrl;
  const web = path.join(root, 'apps/web');
  // Vite belongs to the web app, so it is looked up from there.
  const manifest = createRequire(path.join(web, 'package.json')).resolve('vite/package.json');
  const { createServer } = await import(
    pathToFileURL(path.join(path.dirname(manifest), 'dist/node/index.js')).href
  );
  const vite = await createServer({ root: web, logLevel: 'warn', server: { host, port, strictPort: true } });
  await vite.listen();
}
