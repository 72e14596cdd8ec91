// `npm run reset`: back to an empty world. Node built-ins only.
import { existsSync, lstatSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { running } from './running.mjs';

/**
 * Deletes the data directory; refuses while it is in use, and when Patchbay did not make it.
 * @param {string} dataDir
 */
export async function reset(dataDir) {
  if (!existsSync(dataDir)) return console.log(`There is nothing to delete at ${dataDir}.`);
  const there = await running(dataDir);
  if (there) throw new Error(`Patchbay is running at ${there.url}: stop it first.`);
  if (databaseRuns(dataDir))
    throw new Error(`The database in ${dataDir} is running: stop what uses it first.`);
  if (!existsSync(path.join(dataDir, 'made-by-patchbay'))) {
    throw new Error(`${dataDir} was not made by Patchbay: delete it by hand if it is what you mean.`);
  }
  for (const place of [...clusterElsewhere(dataDir), dataDir]) {
    console.log(`Deleting ${place} (${readdirSync(place).length} entries)`);
    rmSync(place, { recursive: true });
  }
}

/**
 * The database's files when they had to be put where another user can read them.
 * @param {string} dataDir
 */
function clusterElsewhere(dataDir) {
  const cluster = path.join(dataDir, 'postgres');
  const isLink = lstatSync(cluster, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return isLink && existsSync(cluster) ? [realpathSync(cluster)] : [];
}

/** @param {string} dataDir */
function databaseRuns(dataDir) {
  try {
    const pid = Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return /** @type {NodeJS.ErrnoException} */ (cause).code === 'EPERM';
  }
}
