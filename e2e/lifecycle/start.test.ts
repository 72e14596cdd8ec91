import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startEmbedded } from '../../apps/server/src/db/embedded.ts';
import { holdPort } from '../support/ports.ts';
import { cleanUp, health, newFolder, newPlace, startApp } from './app.ts';
import { emptyEngine } from './engine.ts';
import { until, untilGone } from './processes.ts';

afterEach(cleanUp);

const urlsIn = (output: string) => output.match(/http:\/\/\S+/g) ?? [];
const lastLine = (output: string) => output.trimEnd().split('\n').at(-1);

describe('a start', () => {
  it('ends with the one URL, which answers, and serves the web app', async () => {
    const place = await newPlace();
    const app = startApp(place);
    const url = await app.url();
    expect(url).toBe(`http://127.0.0.1:${place.port}`);
    expect(lastLine(app.output())).toBe(`Patchbay is running at ${url}`);
    expect(urlsIn(app.output())).toEqual([url]);
    expect(await health(url)).toMatchObject({ ok: true });
    const page = await fetch(url);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await page.text()).toContain('<div id="root">');
  });

  it('after a stop finds the world as it was', async () => {
    const place = await newPlace();
    const first = startApp(place);
    const before = await health(await first.url());
    expect(await first.stop()).toBe(0);
    const after = await health(await startApp(place).url());
    expect(after.world).toBe(before.world);
    expect(after.id).not.toBe(before.id);
  });

  it('takes the next free port when its own is taken, and says so', async () => {
    const { port, release } = await holdPort();
    const place = { ...(await newPlace()), port };
    const app = startApp(place);
    const url = new URL(await app.url());
    await release();
    expect(Number(url.port)).toBeGreaterThan(port);
    expect(app.output()).toContain(String(port));
    expect(await health(url.origin)).toMatchObject({ ok: true });
  });

  it('of what already runs prints where, and ends well', async () => {
    const place = await newPlace();
    const first = startApp(place);
    const url = await first.url();
    const second = startApp(place);
    expect(await second.ended).toEqual({ code: 0, signal: null });
    expect(lastLine(second.output())).toBe(`Patchbay is running at ${url}`);
    expect(second.output()).not.toContain('ENGINE');
    const withEngine = startApp(place, { env: { ENGINE: 'unix:///run/none.sock' } });
    expect(await withEngine.ended).toEqual({ code: 0, signal: null });
    expect(withEngine.output()).toContain('ENGINE is read at the start only');
    expect(await health(url)).toMatchObject({ ok: true });
  });

  it('twice at once comes to one app', async () => {
    const place = await newPlace();
    const apps = [startApp(place), startApp(place)];
    const urls = await Promise.all(apps.map((app) => app.url()));
    expect(new Set(urls).size).toBe(1);
    expect(await Promise.race(apps.map((app) => app.ended))).toEqual({ code: 0, signal: null });
    expect(await health(urls[0] ?? '')).toMatchObject({ ok: true });
  });

  it('uses a Postgres that is there, and no other', async () => {
    const database = await startEmbedded({ dataDir: newFolder(), settings: { fsync: 'off' } });
    try {
      const place = await newPlace();
      const env = { DATABASE_URL: database.url };
      const first = startApp(place, { env });
      const before = await health(await first.url());
      expect(await first.stop()).toBe(0);
      const after = await health(await startApp(await newPlace(), { env }).url());
      expect(after.world).toBe(before.world);
      expect(existsSync(path.join(place.dataDir, 'postgres'))).toBe(false);
    } finally {
      await cleanUp();
      await database.stop();
    }
  });

  it('with a Node that is too old is one sentence', async () => {
    const fake = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })`;
    const app = startApp(await newPlace(), { node: ['--import', `data:text/javascript,${fake}`] });
    expect((await app.ended).code).toBe(1);
    expect(app.output().trim()).toMatch(/^Patchbay needs Node 20\.19 or newer, this is 18\.20\.4: .*\.$/);
  });

  it('with a flag it does not know says how it is used', async () => {
    const app = startApp(await newPlace(), { flags: ['--frobnicate'] });
    expect((await app.ended).code).toBe(1);
    expect(app.output()).toContain('Usage: npm start');
  });
});

describe('development', () => {
  it('has one URL as well, and ends with everything it started', async () => {
    const place = await newPlace();
    const app = startApp(place, { flags: ['--dev'] });
    const url = await app.url();
    expect(urlsIn(app.output())).toEqual([url]);
    const page = await (await fetch(url)).text();
    expect(page).toContain('/@vite/client');
    const all = app.processes();
    app.kill('SIGINT');
    await untilGone(all);
  });
});

describe('a reset', () => {
  it('refuses while the app runs, then deletes its data and nothing else', async () => {
    const place = await newPlace();
    const app = startApp(place);
    const before = await health(await app.url());
    const refused = startApp(place, { flags: ['--reset'] });
    expect((await refused.ended).code).toBe(1);
    expect(refused.output()).toContain('stop it first');
    await app.stop();
    const reset = startApp(place, { flags: ['--reset'] });
    expect((await reset.ended).code).toBe(0);
    expect(reset.output()).toContain(place.dataDir);
    expect(reset.output()).not.toContain('label');
    expect(existsSync(place.dataDir)).toBe(false);
    const after = await health(await startApp(place).url());
    expect(after.world).not.toBe(before.world);
  });

  it('says what stays on the engines that it was on, and how to remove it', async () => {
    const engine = await emptyEngine();
    try {
      const place = await newPlace();
      const app = startApp(place, { env: { ENGINE: engine.address } });
      const { world } = await health(await app.url());
      await until('it is a host', engine.isHost);
      await app.stop();
      const reset = startApp(place, { flags: ['--reset'] });
      expect((await reset.ended).code).toBe(0);
      const label = `--filter label=patchbay.owner=${world}`;
      for (const objects of ['ps -aq', 'network ls -q', 'volume ls -q'])
        expect(reset.output()).toContain(`docker -H ${engine.address} ${objects} ${label} |`);
    } finally {
      engine.close();
    }
  });

  it('does not touch a folder that it did not make', async () => {
    const place = { ...(await newPlace()), dataDir: import.meta.dirname };
    const reset = startApp(place, { flags: ['--reset'] });
    expect((await reset.ended).code).toBe(1);
    expect(existsSync(import.meta.filename)).toBe(true);
  });
});
