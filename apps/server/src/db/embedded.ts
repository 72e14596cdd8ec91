import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import {
  initCluster,
  readPostmaster,
  signal,
  startCluster,
  type RunningCluster,
} from './embedded/cluster.ts';
import { keepPasswords, type Passwords } from './embedded/passwords.ts';
import { findPrograms, type Programs } from './embedded/programs.ts';
import { isAlive, processMark, withStartLock } from './embedded/start-lock.ts';

const LEAVE_MS = 20_000;
const WATCH_MS = 1_000;

export interface EmbeddedDatabase {
  /** For the app: login role patchbay (no superuser, bound by row security), owner of database patchbay. */
  url: string;
  /** For tests: the superuser, on database postgres. */
  adminUrl: string;
  /** False when another process of ours started the server; it then ends with that process. */
  owned: boolean;
  /** Settles when the server ends without having been asked to: the app can only end too. */
  lost: Promise<void>;
  /** Ends the server cleanly if it is ours; a server that another process owns is left alone. */
  stop(): Promise<void>;
}

/**
 * Starts the built-in Postgres on the cluster in `dataDir`, or joins the one that already runs there. It listens
 * on 127.0.0.1 only and ends with this process, however that ends.
 * @param settings server settings by name, such as max_connections
 */
export async function startEmbedded(options: {
  dataDir: string;
  settings?: Record<string, string>;
}): Promise<EmbeddedDatabase> {
  const dataDir = path.resolve(options.dataDir);
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return withStartLock(path.join(dataDir, 'postgres.lock'), async () => {
    const passwords = keepPasswords(dataDir);
    const programs = findPrograms(dataDir);
    const joined = await join(dataDir, programs, passwords);
    return joined ?? start(dataDir, programs, passwords, options.settings ?? {});
  });
}

async function start(
  dataDir: string,
  programs: Programs,
  passwords: Passwords,
  settings: Record<string, string>,
): Promise<EmbeddedDatabase> {
  const sync = settings['fsync'] !== 'off';
  await initCluster(programs, passwords.postgres, sync);
  const running = await startCluster(programs, settings, path.join(dataDir, 'postgres.log'));
  try {
    fs.writeFileSync(ownerFile(dataDir), processMark(process.pid) ?? '');
    await makeHome(urls(running.port, passwords).adminUrl, passwords.patchbay);
  } catch (cause) {
    await running.stop();
    throw cause;
  }
  return owned(dataDir, programs, running, passwords);
}

function owned(
  dataDir: string,
  programs: Programs,
  running: RunningCluster,
  passwords: Passwords,
): EmbeddedDatabase {
  let wanted = false;
  const lost = new Promise<void>((resolve) => {
    void running.ended.then(() => {
      if (wanted) return;
      // Only the keeper may have died: do not leave its server behind.
      signal(programs.cluster, 'SIGINT');
      resolve();
    });
  });
  const stop = async () => {
    wanted = true;
    await running.stop();
    fs.rmSync(ownerFile(dataDir), { force: true });
  };
  return { ...urls(running.port, passwords), owned: true, lost, stop };
}

/** Joins a server that runs on this cluster, once it is ready; null when there is none or when it is leaving. */
async function join(
  dataDir: string,
  programs: Programs,
  passwords: Passwords,
): Promise<EmbeddedDatabase | null> {
  const until = performance.now() + LEAVE_MS;
  let asked = false;
  for (let there = readPostmaster(programs.cluster); there; there = readPostmaster(programs.cluster)) {
    const { adminUrl } = urls(there.port, passwords);
    const answers = await accepts(adminUrl);
    if (answers && ownerLives(dataDir)) return joined(there.port, passwords);
    // A file that a crash left behind: Postgres itself checks and replaces it.
    if (!answers && processMark(there.pid) === null) return null;
    // Its owner is dead, so it should be on its way out; one whose keeper was killed as well must be told.
    if (performance.now() > until - LEAVE_MS / 2 && answers && !asked) {
      asked = true;
      signal(programs.cluster, 'SIGINT');
    }
    if (performance.now() > until) return null;
    await sleep(50);
  }
  return null;
}

function joined(port: number, passwords: Passwords): EmbeddedDatabase {
  const { url, adminUrl } = urls(port, passwords);
  let stopped = false;
  const lost = new Promise<void>((resolve) => {
    const look = async () => {
      if (!stopped && (await accepts(adminUrl))) return setTimeout(() => void look(), WATCH_MS).unref();
      return stopped ? undefined : resolve();
    };
    void look();
  });
  const stop = () => {
    stopped = true;
    return Promise.resolve();
  };
  return { url, adminUrl, owned: false, lost, stop };
}

/** The role and the database of the app. Run at every start: it mends a first start that was cut off. */
async function makeHome(adminUrl: string, password: string) {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = 'patchbay'`;
    const rights = 'login nosuperuser createrole createdb nobypassrls';
    // Role statements take no parameters; the password's letters need no quoting (see passwords.ts).
    await sql.unsafe(`${role ? 'alter' : 'create'} role patchbay ${rights} password '${password}'`);
    const [home] = await sql`select 1 from pg_database where datname = 'patchbay'`;
    if (!home) await sql`create database patchbay owner patchbay encoding 'UTF8' template template0`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function accepts(adminUrl: string): Promise<boolean> {
  const sql = postgres(adminUrl, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function ownerLives(dataDir: string): boolean {
  try {
    return isAlive(fs.readFileSync(ownerFile(dataDir), 'utf8'));
  } catch {
    return false;
  }
}

function ownerFile(dataDir: string): string {
  return path.join(dataDir, 'postgres.owner');
}

function urls(port: number, passwords: Passwords): { url: string; adminUrl: string } {
  return {
    url: `postgres://patchbay:${passwords.patchbay}@127.0.0.1:${port}/patchbay`,
    adminUrl: `postgres://postgres:${passwords.postgres}@127.0.0.1:${port}/postgres`,
  };
}
