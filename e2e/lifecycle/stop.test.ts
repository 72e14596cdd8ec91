import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  cleanUp,
  health,
  newFolder,
  newPlace,
  root,
  startApp,
  stopApps,
  type App,
  type Place,
} from './app.ts';
import { until, untilGone } from './processes.ts';

afterEach(stopApps);
afterAll(cleanUp);

/** The server's own process, which start.mjs starts. */
function serverPid({ dataDir }: Place): number {
  const notice = JSON.parse(readFileSync(path.join(dataDir, 'server.json'), 'utf8')) as { pid: number };
  return notice.pid;
}

function databasePid({ dataDir }: Place): number {
  return Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Which run of the server answers; null where none does. */
async function idAt(url: string): Promise<string | null> {
  return health(url).then(
    ({ id }) => id,
    () => null,
  );
}

/** start.mjs, the server, and the database with its keeper and its own processes. */
const AT_LEAST = 4;

describe('the app leaves no process behind, and the next start finds the same world', () => {
  // One place for all: each of these ends is followed by the next start.
  let place: Place;
  let world: string | undefined;

  beforeAll(async () => {
    place = await newPlace();
  });

  async function start(): Promise<{ app: App; all: number[] }> {
    const app = startApp(place);
    const found = await health(await app.url());
    expect(found.world).toBe(world ?? found.world);
    world = found.world;
    return { app, all: app.processes() };
  }

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('on %s, which is a good end', async (signal) => {
    const { app, all } = await start();
    expect(all.length).toBeGreaterThanOrEqual(AT_LEAST);
    app.kill(signal);
    expect([0, 130]).toContain((await app.ended).code);
    await untilGone(all);
    expect(readdirSync(place.dataDir)).not.toContain('server.json');
  });

  it('when start.mjs is killed outright', async () => {
    const { app, all } = await start();
    app.kill('SIGKILL');
    await untilGone(all);
  });

  it.each([
    ['the server', serverPid],
    ['the database', databasePid],
  ] as const)(
    'when %s is killed outright: it starts again at its address, and stops when asked',
    async (_, pid) => {
      const { app, all } = await start();
      const url = await app.url();
      const before = await health(url);
      process.kill(pid(place), 'SIGKILL');
      await until(
        'another run answers',
        async () => (await idAt(url)) !== before.id && (await idAt(url)) !== null,
      );
      expect((await health(url)).world).toBe(before.world);
      expect(app.output()).toContain('Patchbay ended of itself and is started again.');
      expect(await app.stop()).toBe(0);
      await untilGone(all);
    },
  );

  it('and starts after all of that', async () => {
    const { app } = await start();
    expect(await app.stop()).toBe(0);
  });
});

const NOBODY = 65_534;

/** The tree, or a copy of it where a normal user can reach it. */
function reachableTree(): string {
  const reach = spawnSync('test', ['-r', path.join(root, 'package.json')], {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
  });
  if (reach.status === 0) return root;
  const copy = path.join(newFolder(), 'tree');
  chmodSync(path.dirname(copy), 0o755);
  // Links to the same files take a second; where the temporary folder is another disk, a real copy takes a minute.
  const linked = spawnSync('cp', ['-al', root, copy]).status === 0;
  if (!linked) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
  }
  chmodSync(copy, 0o755);
  return copy;
}

describe.runIf(process.getuid?.() === 0)('for a normal user', () => {
  it('the app starts, answers, keeps its world and leaves nothing running', async () => {
    const home = newFolder();
    chownSync(home, NOBODY, NOBODY);
    const place: Place = { ...(await newPlace()), dataDir: path.join(home, 'data') };
    mkdirSync(path.join(home, 'tmp'));
    chownSync(path.join(home, 'tmp'), NOBODY, NOBODY);
    const user = {
      uid: NOBODY,
      gid: NOBODY,
      tree: reachableTree(),
      env: { HOME: home, TMPDIR: path.join(home, 'tmp') },
    };

    const first = startApp(place, user);
    const before = await health(await first.url());
    const all = first.processes();
    expect(await first.stop()).toBe(0);
    await untilGone(all);
    const second = startApp(place, user);
    expect((await health(await second.url())).world).toBe(before.world);
  });
});
