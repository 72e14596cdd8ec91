import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quickFolder } from '../../test/quick-folder.ts';
import { readPostmaster } from './embedded/cluster.ts';
import { startEmbedded, type EmbeddedDatabase } from './embedded.ts';

let dataDir: string;
const open: EmbeddedDatabase[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(quickFolder(), 'patchbay-embedded-'));
});

afterEach(async () => {
  for (const database of open.splice(0)) await database.stop();
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await until(() => readPostmaster(path.join(dataDir, 'postgres')) === null);
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, settings: { fsync: 'off' } });
  open.push(database);
  return database;
}

async function query<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

async function until(holds: () => boolean) {
  const limit = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > limit) throw new Error('it never came to hold');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Another process of ours that starts the database and then does nothing. */
async function startElsewhere(user: { uid?: number; gid?: number } = {}): Promise<ChildProcess> {
  const module = JSON.stringify(new URL('./embedded.ts', import.meta.url).href);
  const code = `const { startEmbedded } = await import(${module});
    await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, settings: { fsync: 'off' } });
    console.log('up'); setInterval(() => {}, 1000);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', code];
  const cwd = path.resolve(import.meta.dirname, '../..');
  const child = spawn(process.execPath, args, { cwd, ...user, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  child.stderr.on('data', (chunk) => (output += chunk));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', () => reject(new Error(`it ended: ${output}`)));
  });
  return child;
}

describe('the built-in database', () => {
  it('gives the app a role that is no superuser and owns its database', async () => {
    const { url, owned } = await start();
    const [me] = await query(
      url,
      (sql) => sql`
        select r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb,
               pg_get_userbyid(d.datdba) as owner, pg_encoding_to_char(d.encoding) as encoding,
               current_setting('listen_addresses') as listens
        from pg_roles r, pg_database d where r.rolname = current_user and d.datname = current_database()`,
    );
    expect(owned).toBe(true);
    expect(me).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: true,
      rolcreatedb: true,
      owner: 'patchbay',
      encoding: 'UTF8',
      listens: '127.0.0.1',
    });
  });

  it('keeps data and passwords over a restart, the passwords for this user alone', async () => {
    const first = await start();
    await query(first.url, (sql) => sql`create table kept as select 42 as n`);
    await first.stop();
    const second = await start();
    expect(await query(second.url, (sql) => sql`select n from kept`)).toEqual([{ n: 42 }]);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    expect(statSync(path.join(dataDir, 'postgres-passwords.json')).mode & 0o777).toBe(0o600);
  });

  it('is started once when two first starts race', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(one.owned).not.toBe(two.owned);
    expect(one.url).toBe(two.url);
  });

  it('takes over the lock of a start that died', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(path.join(dataDir, 'postgres.lock'), `${dead} 1`);
    const { owned } = await start();
    expect(owned).toBe(true);
  });

  it('mends a first start that was cut off while making the cluster', async () => {
    mkdirSync(path.join(dataDir, 'postgres.new'));
    writeFileSync(path.join(dataDir, 'postgres.new/PG_VERSION'), '18');
    const { url } = await start();
    expect(await query(url, (sql) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
  });

  it('ends with the process that started it, also by kill -9, and the next start finds its data', async () => {
    const other = await startElsewhere();
    const joined = await start();
    expect(joined.owned).toBe(false);
    await query(joined.url, (sql) => sql`create table kept as select 7 as n`);
    other.kill('SIGKILL');
    await joined.lost;
    const next = await start();
    expect(next.owned).toBe(true);
    expect(await query(next.url, (sql) => sql`select n from kept`)).toEqual([{ n: 7 }]);
  });

  it('says so when the server ends unasked', async () => {
    const database = await start();
    process.kill(readPostmaster(path.join(dataDir, 'postgres'))?.pid ?? 0, 'SIGINT');
    await expect(database.lost).resolves.toBeUndefined();
  });

  it.runIf(process.getuid?.() === 0)('runs for a normal user too', async () => {
    chmodSync(dataDir, 0o700);
    chownSync(dataDir, 65534, 65534);
    await startElsewhere({ uid: 65534, gid: 65534 });
    const owner = readFileSync(path.join(dataDir, 'postgres.owner'), 'utf8');
    expect(owner).toMatch(/^\d+/);
  });
});
