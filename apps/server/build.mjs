// Builds the web files unless they are there and made of just these sources. Node built-ins only.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root, run } from './install.mjs';

const web = path.join(root, 'apps/web');
const stamp = path.join(web, 'dist/.built');
const sources = ['apps/web', 'packages', 'package-lock.json'];
const notSources = new Set(['node_modules', 'dist', 'test', 'bench', 'README.md']);

/**
 * @param {(name: string, work: () => Promise<void>) => Promise<void>} phase runs and times the work
 */
export async function ensureBuilt(phase) {
  const wanted = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await phase('Building the web app', async () => {
    const env = { ...process.env, NODE_ENV: 'production' };
    await run(process.execPath, [viteCommand(), 'build', '--logLevel', 'warn'], { cwd: web, env });
    writeFileSync(stamp, wanted);
  });
}

/** Vite belongs to the web app, so it is looked up from there. */
function viteCommand() {
  const manifest = createRequire(path.join(web, 'package.json')).resolve('vite/package.json');
  return path.join(path.dirname(manifest), 'bin/vite.js');
}

/** By content: a checkout or a copy changes the times of files, and not what is built from them. */
function sourceHash() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesBelow)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} place from the root
 * @returns {string[]}
 */
function filesBelow(place) {
  if (!statSync(path.join(root, place)).isDirectory()) return [place];
  return readdirSync(path.join(root, place))
    .filter((name) => !notSources.has(name) && !name.includes('.test.'))
    .toSorted()
    .flatMap((name) => filesBelow(`${place}/${name}`));
}
