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
  const left = leftOnEngines(dataDir);
  for (const place of [...clusterElsewhere(dataDir), dataDir]) {
    console.log(`Deleting ${place} (${readdirSync(place).length} entries)`);
    rmSync(place, { recursive: true });
  }
  for (const line of left) console.log(line);
}

/**
 * What to say of the engines that the world was on: machines that run there run on, and nobody knows them any more.
 * Nothing where the database is somebody else's, since the world is then still there.
 * @param {string} dataDir
 * @returns {string[]}
 */
function leftOnEngines(dataDir) {
  const notes = path.join(dataDir, 'engines.json');
  if (!existsSync(path.join(dataDir, 'postgres')) || !existsSync(notes)) return [];
  const { owner, addresses } = /** @type {{ owner: string, addresses: string[] }} */ (
    JSON.parse(readFileSync(notes, 'utf8'))
  );
  const label = `label=patchbay.owner=${owner}`;
  return [
    `Machines, networks and volumes of this world stay on ${addresses.join(', ')}. To remove them there, data included:`,
    ...addresses.flatMap((address) => {
      const engine = `docker -H ${address}`;
      return [
        `  ${engine} ps -aq --filter ${label} | xargs -r ${engine} rm -f`,
        `  ${engine} network ls -q --filter ${label} | xargs -r ${engine} network rm`,
        `  ${engine} volume ls -q --filter ${label} | xargs -r ${engine} volume rm`,
      ];
    }),
    'For Podman write `podman --url` in place of `docker -H`.',
  ];
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
