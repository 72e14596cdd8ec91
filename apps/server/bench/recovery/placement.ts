import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { quickFolder } from '../../test/quick-folder.ts';
import { HOST, type BenchWorld, type Placed } from './world.ts';

/**
 * OpenStack Placement with the same hosts and machines, on a database of the same cluster, served by two processes of uWSGI (Debian:
 * placement-api, uwsgi-plugin-python3, python3-psycopg2). A machine is claimed anew as Nova does when it evacuates one: candidates that
 * have room, then its allocations on one of them.
 */
export interface Placement {
  readonly note: string;
  /** Seconds for one machine, of a sample of those on some hosts. */
  secondsEach(hostIds: readonly string[]): Promise<number>;
  stop(): Promise<void>;
}

const SAMPLE = 24;
const PROCESSES = 2;
const [API, MANAGE] = ['/usr/bin/placement-api', '/usr/bin/placement-manage'];
const UWSGI = '/usr/bin/uwsgi-core';
/** Each claim on a connection of its own: uWSGI closes them. */
const HEADERS = { connection: 'close', 'x-auth-token': 'admin', 'openstack-api-version': 'placement 1.36' };
/** Ids of the standard resource classes. */
const [VCPU, MEMORY_MB] = [0, 1];

/** Null where it is not installed. */
export async function startPlacement(adminUrl: string, world: BenchWorld): Promise<Placement | null> {
  if (![API, MANAGE, UWSGI].every((program) => existsSync(program))) return null;
  const folder = mkdtempSync(path.join(quickFolder(), 'patchbay-placement-'));
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  await admin`create database placement`;
  await admin.end();
  const url = new URL(adminUrl);
  url.pathname = '/placement';
  const driver = url.href.replace(/^postgres(ql)?:/, 'postgresql+psycopg2:');
  writeFileSync(
    path.join(folder, 'placement.conf'),
    `[api]\nauth_strategy = noauth2\n[placement_database]\nconnection = ${driver}\n`,
  );
  const env = { ...process.env, OS_PLACEMENT_CONFIG_DIR: folder };
  execFileSync(MANAGE, ['--config-file', path.join(folder, 'placement.conf'), 'db', 'sync'], {
    env,
    stdio: 'ignore',
  });
  const port = await freePort();
  const served = serve(env, port);
  await until(async () => (await fetch(`http://127.0.0.1:${port}/`, { headers: HEADERS })).ok);
  const sql = postgres(url.href, { max: 1, onnotice: () => {} });
  await load(sql, world);
  // A machine is claimed anew once, since its consumer has another generation then.
  const claimed = new Set<string>();
  return {
    note: `mean of ${SAMPLE} claims, ${PROCESSES} at a time`,
    secondsEach: (hostIds) => reclaim(sql, port, world, { hostIds, claimed }),
    stop: async () => {
      served.kill('SIGINT');
      await new Promise((resolve) => served.once('exit', resolve));
      await sql.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function serve(env: NodeJS.ProcessEnv, port: number): ChildProcess {
  const args = ['--plugin', 'python3', '--http-socket', `127.0.0.1:${port}`, '--wsgi-file', API, '--master'];
  return spawn(UWSGI, [...args, '--processes', String(PROCESSES), '--need-app', '--die-on-term'], {
    env,
    stdio: 'ignore',
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await isSo().catch(() => false)) return;
    await sleep(100);
  }
  throw new Error('Placement does not answer');
}

const uuidOf = (kind: number, n: number) => `00000000-0000-4000-800${kind}-${String(n).padStart(12, '0')}`;

/** A consumer for each machine. */
async function load(sql: postgres.Sql, { hosts, placed }: BenchWorld): Promise<void> {
  await sql`insert into projects (id, external_id) values (1, 'bench')`;
  await sql`insert into users (id, external_id) values (1, 'bench')`;
  await sql`insert into resource_providers (id, uuid, name, generation, root_provider_id)
    select n + 1, '00000000-0000-4000-8000-' || lpad(n::text, 12, '0'), 'host ' || n, 1, n + 1 from generate_series(0, ${hosts.length - 1}::int) as n`;
  await sql`insert into inventories (resource_provider_id, resource_class_id, total, reserved, min_unit, max_unit, step_size, allocation_ratio)
    select p.id, c.id, c.total, 0, 1, c.total, 1, 1.0
      from resource_providers p, (values (${VCPU}::int, ${HOST.cpus}::int), (${MEMORY_MB}::int, ${HOST.memoryMiB}::int)) as c (id, total)`;
  const rows = placed.map(({ host, flavour }, n) => ({
    n,
    host: host + 1,
    cpus: flavour.cpus,
    memory: Math.ceil(flavour.memoryMiB),
  }));
  for (let at = 0; at < rows.length; at += 5000) {
    const some = sql.json(rows.slice(at, at + 5000));
    await sql`insert into consumers (uuid, project_id, user_id, generation)
      select '00000000-0000-4000-8001-' || lpad(x ->> 'n', 12, '0'), 1, 1, 1 from jsonb_array_elements(${some}::jsonb) as x`;
    await sql`insert into allocations (resource_provider_id, consumer_id, resource_class_id, used)
      select (x ->> 'host')::int, '00000000-0000-4000-8001-' || lpad(x ->> 'n', 12, '0'), c.id, (x ->> c.name)::int
        from jsonb_array_elements(${some}::jsonb) as x, (values (${VCPU}::int, 'cpus'), (${MEMORY_MB}::int, 'memory')) as c (id, name)`;
  }
  await sql`analyze`;
}

async function reclaim(
  sql: postgres.Sql,
  port: number,
  { hosts, placed }: BenchWorld,
  { hostIds, claimed }: { hostIds: readonly string[]; claimed: Set<string> },
): Promise<number> {
  const gone = new Set(hostIds);
  const rows = hosts.flatMap(({ id }, n) => (gone.has(id) ? [n + 1] : []));
  // What failed takes nothing any more.
  await sql`update inventories set reserved = total where resource_provider_id in ${sql(rows)}`;
  const lost = placed.flatMap((one, n) => {
    const consumer = uuidOf(1, n);
    return gone.has(hosts[one.host]?.id ?? '') && !claimed.has(consumer) ? [{ one, consumer }] : [];
  });
  const sample = lost.slice(0, SAMPLE);
  for (const { consumer } of sample) claimed.add(consumer);
  const base = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const waiting = [...sample];
  const client = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await claimAnew(base, next.one, next.consumer);
  };
  await Promise.all(Array.from({ length: PROCESSES }, client));
  return (performance.now() - began) / 1000 / sample.length;
}

interface Candidates {
  readonly allocation_requests: readonly {
    readonly allocations: Record<string, { resources: Record<string, number> }>;
  }[];
}

async function claimAnew(base: string, { flavour }: Placed, consumer: string): Promise<void> {
  // Another claim may have changed the provider meanwhile: then it answers 409, and Nova asks again.
  for (let tries = 0; tries < 10; tries += 1) {
    const resources = `VCPU:${flavour.cpus},MEMORY_MB:${Math.ceil(flavour.memoryMiB)}`;
    const asked = await fetch(`${base}/allocation_candidates?resources=${resources}&limit=50`, {
      headers: HEADERS,
    });
    const { allocation_requests: candidates } = (await asked.json()) as Candidates;
    const chosen = candidates[tries % Math.max(1, candidates.length)];
    if (!chosen) return;
    const body = {
      ...chosen,
      project_id: 'bench',
      user_id: 'bench',
      consumer_generation: 1,
      consumer_type: undefined,
    };
    const done = await fetch(`${base}/allocations/${consumer}`, {
      method: 'PUT',
      headers: { ...HEADERS, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (done.status === 204) return;
    if (done.status !== 409)
      throw new Error(`Placement answers ${done.status}: ${(await done.text()).slice(0, 300)}`);
  }
  throw new Error('Placement answers 409 again and again');
}
