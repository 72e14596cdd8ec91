import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileName } from './image.ts';
import { imageStore } from './store.ts';

const log = pino({ level: 'silent' });
const later = () => AbortSignal.timeout(60_000);
const bare = { os: 'debian-12', packages: [] };
const web = { os: 'debian-12', packages: ['nginx'] };

let home = '';
let folder = '';
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'images-'));
  folder = path.join(home, 'images');
  await mkdir(path.join(home, 'bin'));
  await mkdir(path.join(home, 'root'));
  await writeFile(path.join(home, 'root', 'file'), 'content');
  vi.stubEnv('PATH', `${home}/bin:${process.env['PATH']}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

/** Stands for the real program: notes that it ran, then does this. */
async function program(script: string): Promise<void> {
  const text = `#!/bin/sh\necho "$*" >> ${home}/runs\n${script}\n`;
  await writeFile(path.join(home, 'bin', 'mmdebstrap'), text, { mode: 0o755 });
}
const GOOD = () => `tar -C ${home}/root -c .`;
const runs = async () => (await readFile(path.join(home, 'runs'), 'utf8')).trim().split('\n');
const tars = async () => (await readdir(folder)).filter((name) => !name.includes('-base-'));

describe('the image store', () => {
  it('makes an image once, however many ask, and a base once for all images', async () => {
    await program(GOOD());
    const store = imageStore({ folder, log });
    const paths = await Promise.all([store(web, later()), store(web, later()), store(bare, later())]);
    expect(paths[0]).toBe(paths[1]);
    expect((await tars()).sort()).toEqual([fileName(bare), fileName(web)].sort());
    expect((await runs()).map((line) => /--variant=\w+/.exec(line)?.[0])).toEqual([
      '--variant=minbase',
      '--variant=custom',
    ]);
    await imageStore({ folder, log })(web, later());
    expect(await runs()).toHaveLength(2);
  });

  it('takes packages from where it is told to', async () => {
    await program(GOOD());
    await imageStore({ folder, log, mirror: 'http://packages.example/debian' })(web, later());
    for (const line of await runs()) expect(line).toMatch(/ bookworm - http:\/\/packages\.example\/debian$/);
  });

  it.each([
    ['says why', "echo 'E: no such package' >&2; exit 1", 'no such package'],
    ['breaks off', 'head -c 7000 /dev/urandom', 'the log'],
    // What the real one does when it fails.
    ['hangs up its process group', `trap '' HUP; kill -HUP 0; exit 3`, '3'],
  ])(
    'leaves nothing behind when the program %s, and tries again when asked again',
    async (_, script, why) => {
      await program(script);
      const store = imageStore({ folder, log });
      await expect(store(web, later())).rejects.toThrow(why);
      expect(await readdir(folder)).toEqual([]);
      await program(GOOD());
      expect(await store(web, later())).toBe(path.join(folder, fileName(web)));
    },
  );

  it('goes on with a build whose callers gave up', async () => {
    await program(`sleep 1; ${GOOD()}`);
    const store = imageStore({ folder, log });
    const ended = store(bare, AbortSignal.timeout(50));
    await expect(ended).rejects.toMatchObject({ code: 'timeout', outcome: 'unknown' });
    await store(bare, later());
    expect(await runs()).toHaveLength(1);
  });

  it('ends a program that takes too long, and what that runs', async () => {
    await program('sleep 1000 & wait');
    const store = imageStore({ folder, log, buildMs: 300 });
    await expect(store(bare, later())).rejects.toMatchObject({ code: 'timeout', outcome: 'not-done' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('removes what a crash left, and leaves alone what another process may be writing', async () => {
    await program(GOOD());
    await mkdir(folder);
    for (const name of ['old.part', 'new.part']) await writeFile(path.join(folder, name), '');
    await utimes(path.join(folder, 'old.part'), 0, 0);
    await imageStore({ folder, log })(bare, later());
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual(['new.part']);
  });

  it('says what to install where the program is missing', async () => {
    vi.stubEnv('PATH', path.join(home, 'bin'));
    const refusal = { code: 'image-missing', outcome: 'not-done' };
    await expect(imageStore({ folder, log })(web, later())).rejects.toMatchObject(refusal);
    await expect(imageStore({ folder, log })(web, later())).rejects.toThrow('apt-get install mmdebstrap');
  });

  it('refuses a system that it cannot make', async () => {
    const store = imageStore({ folder, log });
    await expect(store({ os: 'solaris-8', packages: [] }, later())).rejects.toMatchObject({
      code: 'image-missing',
    });
  });
});
