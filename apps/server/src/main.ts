import { randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { App, Drivers, Pages } from './context.ts';
import { alone } from './db/alone.ts';
import { listenForChanges } from './db/changes.ts';
import { openDatabases, type Databases } from './db/databases.ts';
import { startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { checkWalls } from './db/self-check.ts';
import { dockerDriver } from './drivers/docker/driver.ts';
import { imageStore } from './drivers/docker/images/store.ts';
import { unlessPaused } from './drivers/paused.ts';
import { simulatedDriver } from './drivers/simulated/driver.ts';
import { engineNotes } from './engine-notes.ts';
import { accessThrough } from './features/access/drivers.ts';
import * as engines from './features/data-center/engines.ts';
import * as hosts from './features/data-center/hosts.ts';
import { createAuth } from './features/session/auth.ts';
import * as setUp from './features/set-up/service.ts';
import * as world from './features/world/service.ts';
import { httpApp } from './http/app.ts';
import { readiness } from './http/ready.ts';
import { openFront } from './http/server.ts';
import { openTraffic } from './http/traffic.ts';
import { announce, findPort, onParentGone, running } from './life.ts';
import { aliases } from './log/alias.ts';
import { withoutValues } from './log/error-facts.ts';
import { openLog } from './log/log.ts';
import { tellPasswords, tellPause, tellSetUp, tellWorld } from './printed.ts';
import { seed } from './seed.ts';
import { readSettings, type Settings } from './settings.ts';
import { PATIENCE_MS, watchHosts } from './workers/hosts/host-watch.ts';
import { watchCapacity } from './workers/hosts/capacity-watch.ts';
import { startJanitor } from './workers/janitor.ts';
import { startReconciler, type Reconciler } from './workers/reconciler.ts';
import type { Tools } from './workers/step.ts';

/** The composition root. */
async function main(): Promise<void> {
  const env = readSettings();
  const there = await running(env.dataDir);
  if (there) {
    console.log(`Patchbay is running at ${there.url}`);
    return;
  }
  const database = env.databaseUrl ? outside(env.databaseUrl) : await startEmbedded({ dataDir: env.dataDir });
  if (!database.owned) {
    // Another start is ahead of this one on the same data: wait until it says where it runs.
    const other = await running(env.dataDir, { waitMs: 60_000 });
    if (other) {
      console.log(`Patchbay is running at ${other.url}`);
      process.exit(0);
    }
  }
  const log = openLog(path.join(env.dataDir, 'server.log'));
  log.info({ migrations: await migrate(database.url) }, 'the database has the schema of this build');
  const db = openDatabases(database.url);
  await checkWalls(db);
  const { at, stop } = await serve(env, { url: database.url, db, log });
  stopOnce(database.lost, async () => {
    await stop();
    await db.end();
    await database.stop();
  });
  // Last, since whoever reads it may ask for a stop at once.
  console.log(`Patchbay is running at ${at}`);
}

/** Starts everything on a database that is ready. */
async function serve(
  env: Settings,
  { url, db, log }: { url: string; db: Databases; log: Logger },
): Promise<{ at: string; stop: () => Promise<void> }> {
  const port = await findPort(env.host, env.port);
  if (port !== env.port) console.log(`Port ${env.port} is taken, so this is ${port}.`);
  const at = `http://${env.host.includes(':') ? `[${env.host}]` : env.host}:${port}`;
  const seen = env.publicUrl ?? at;
  const changes = await listenForChanges(url);
  const made = await db.platform.tx(null, (tx) => world.create(tx, env.world !== 'live'));
  tellWorld(env.world, made.demo);
  const own = { owner: made.id, ownPorts: [port, portOf(url)] };
  const tools = { platform: db.platform, drivers: driversOf(env, db, { ...own, log }) };
  const workers = startWorkers(tools, log);
  const secret = env.secret ?? secretOf(env.dataDir);
  const app: App = {
    db,
    auth: createAuth(db, { secret, baseUrl: seen, log }),
    aliasOf: aliases(secret),
    log,
    changes,
    drivers: tools.drivers,
    wake: workers.wake,
    look: workers.look,
    accessOf: accessThrough(db.platform, tools.drivers),
    pages: pagesOf(env, port),
  };
  tellPasswords(env, await alone(url, () => seed(app, made.demo)));
  const paused = await db.platform.tx(null, world.isPaused);
  tellPause(paused);
  if (env.engine && !paused) await hosts.addOwn(app, env.engine);

  const id = randomUUID();
  const names = hostNames(env);
  const web = fileURLToPath(new URL('../../web/dist', import.meta.url));
  const traffic = openTraffic();
  const ready = readiness({ ...tools, quietMs: workers.quietMs, isLeaving: traffic.isLeaving });
  const { metricsToken } = env;
  const http = httpApp(app, { id, worldId: made.id, hosts: names, web, traffic, ready, metricsToken });
  const front = openFront(app, { http, traffic, hosts: names });
  await listening(front.server, { port, host: env.host });
  const withdraw = announce(env.dataDir, { id, url: at });
  if (!made.demo) tellSetUp(seen, await setUp.offer(app));
  const stop = async () => {
    withdraw();
    await front.end();
    await workers.stop();
    await changes.end();
  };
  return { at, stop };
}

/** What goes on in the background of this process. */
function startWorkers(
  tools: Tools,
  log: Logger,
): Pick<Reconciler, 'wake' | 'quietMs' | 'stop'> & Pick<App, 'look'> {
  const reconciler = startReconciler(tools, log);
  const hostWatch = watchHosts({ ...tools, patienceMs: PATIENCE_MS }, log, reconciler.wake);
  const stopJanitor = startJanitor(tools.platform, log);
  const stopWatch = watchCapacity(tools.platform, log);
  const stop = async () => {
    stopJanitor();
    stopWatch();
    await hostWatch.stop();
    await reconciler.stop();
  };
  return { ...reconciler, look: hostWatch.wake, stop };
}

/** Resolves once requests are accepted, so that the URL is never printed too early. */
function listening(server: Server, at: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
}

/** Pages of machines need host names of their own: below localhost here, below ACCESS_URL behind a proxy. */
function pagesOf(env: Settings, port: number): Pages | null {
  if (env.accessUrl) {
    const { protocol, hostname, port: seen } = new URL(env.accessUrl);
    return { secure: protocol === 'https:', domain: hostname, port: seen === '' ? null : Number(seen) };
  }
  return env.publicUrl ? null : { secure: false, domain: 'localhost', port };
}

/** Every driver there is. A site says which one its hosts are reached through. */
function driversOf(
  env: Settings,
  db: Databases,
  { log, ...own }: { owner: string; ownPorts: readonly number[]; log: Logger },
): Drivers {
  const note = engineNotes(env.dataDir, own.owner);
  const isPaused = () => db.platform.tx(null, world.isPaused);
  const docker = dockerDriver({
    ...own,
    addressOf: async (host) => {
      const address = await db.platform.tx(null, (tx) => engines.addressOf(tx, host));
      // A probe of what is no host yet leaves nothing there.
      if (address !== host) note(address);
      return address;
    },
    worldTime: () => db.platform.tx(null, (tx) => Promise.resolve(tx.now)),
    archiveOf: imageStore({ folder: path.join(env.dataDir, 'images'), log }),
  });
  return {
    simulated: unlessPaused(simulatedDriver(db.simulator), isPaused),
    docker: unlessPaused(docker, isPaused),
  };
}

function portOf(url: string): number {
  return Number(new URL(url).port || 5432);
}

/** A database that somebody else runs: it is not ours to stop, and its loss shows in the queries. */
function outside(url: string) {
  return { url, owned: true, lost: new Promise<void>(() => {}), stop: async () => {} };
}

/** Signs sessions; made once and kept beside the data. */
function secretOf(dataDir: string): string {
  const file = path.join(dataDir, 'secret');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}

/** Names that a request may be addressed to; anything else is a rebinding attempt. */
function hostNames(env: Settings): ReadonlySet<string> {
  const own = env.publicUrl ? [new URL(env.publicUrl).hostname] : [];
  return new Set(['localhost', '127.0.0.1', '[::1]', env.host, ...own]);
}

/** Real time that a stop may take in all. */
const LEAVE_MS = 30_000;

/** Stops in order, whatever asked for it; asked twice, it still stops once. */
function stopOnce(lost: Promise<void>, stop: () => Promise<void>): void {
  let stopping = false;
  const leave = (code: number) => {
    if (stopping) return;
    stopping = true;
    // What hangs on its way out does not keep the process.
    setTimeout(() => process.exit(code), LEAVE_MS).unref();
    stop()
      .catch((error: unknown) => console.error(error instanceof Error ? withoutValues(error.message) : error))
      .finally(() => process.exit(code));
  };
  process.once('SIGINT', () => leave(130));
  process.once('SIGTERM', () => leave(0));
  onParentGone(() => leave(0));
  void lost.then(() => {
    console.error('The database has ended, so Patchbay ends as well.');
    leave(1);
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? withoutValues(error.message) : 'The start failed.');
  process.exit(1);
});
