import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../apps/server/install.mjs';

const execute = promisify(execFile);
const script = path.join(root, 'apps/server/test/engines/fake-host.sh');

/** The host that `npm run test:engines` has made for this run. */
export function hostOfThisRun(): { engine: string; name: string; folder: string; socket: string } {
  const { PATCHBAY_E2E_ENGINE: engine, PATCHBAY_E2E_HOST: name, PATCHBAY_E2E_HOSTS: folder } = process.env;
  if (!engine || !name || !folder)
    throw new Error('These tests need a host: `npm run test:engines -- browser` makes one.');
  return { engine, name, folder, socket: path.join(folder, name, 'engine.sock') };
}

/** Asks the host's engine itself, past the product, by the command line that both engines have. */
async function ask(...args: string[]): Promise<string> {
  const { engine, name, folder, socket } = hostOfThisRun();
  const env = { ...process.env, FAKE_HOSTS: folder };
  const command = engine === 'docker' ? ['docker', '-H', `unix://${socket}`] : ['podman'];
  const { stdout } = await execute(script, ['exec', name, ...command, ...args], { env });
  return stdout.trim();
}

/** Networks that an engine has from the start. */
const OWN_NETWORKS = ['podman', 'bridge', 'host', 'none'];

/** What the engine has of everybody. */
export async function held() {
  const lines = async (...args: string[]) =>
    (await ask(...args)).split('\n').filter((line) => line !== '' && !OWN_NETWORKS.includes(line));
  return {
    machines: await lines('ps', '--all', '--format', '{{.Names}}'),
    networks: await lines('network', 'ls', '--format', '{{.Name}}'),
    volumes: await lines('volume', 'ls', '--format', '{{.Name}}'),
  };
}

/**
 * The ways into a machine that lead to a port of its own: through its inside. Each is known by its port on this side,
 * also for a minute after its end.
 */
export async function waysInto(hostname: string, port: number): Promise<{ open: string[]; seen: string[] }> {
  const own = `127.0.0.1:${port}`;
  const lines = await ask('exec', await idOf(hostname), 'ss', '-Htan', `( dst ${own} or src ${own} )`);
  // State, two lengths of queues, and both ends; the end of a way is remembered by whichever side closed it.
  const rows = lines.split('\n').map((line) => line.trim().split(/\s+/));
  const ports = ([, , , ...ends]: readonly string[]) =>
    ends.filter((end) => end !== own).flatMap((end) => end.split(':').at(-1) ?? []);
  const waysOf = (some: readonly string[][]) => [...new Set(some.flatMap(ports))];
  return { open: waysOf(rows.filter(([state]) => state === 'ESTAB')), seen: waysOf(rows) };
}

/** What the kernel has counted for a machine so far. */
export async function counted(hostname: string): Promise<{ cpuSeconds: number; trafficBytes: number }> {
  const id = await idOf(hostname);
  const interfaces = await ask('exec', id, 'cat', '/proc/net/dev');
  return {
    trafficBytes: trafficOf(interfaces),
    cpuSeconds: Number(readFileSync(path.join(groupOf(id), 'cpuacct.usage'), 'utf8')) / 1e9,
  };
}

/** A machine by the name that people gave it. */
async function idOf(hostname: string): Promise<string> {
  const ids = (await ask('ps', '--quiet', '--no-trunc')).split('\n');
  const names = await Promise.all(ids.map((id) => ask('inspect', '--format', '{{.Config.Hostname}}', id)));
  const id = ids[names.indexOf(hostname)];
  if (!id) throw new Error(`no machine ${hostname} runs, only ${names.join(', ')}`);
  return id;
}

function groupOf(id: string): string {
  const top = `/sys/fs/cgroup/cpuacct/patchbay-${hostOfThisRun().name}`;
  const found = readdirSync(top, { recursive: true, encoding: 'utf8' }).find((place) =>
    [`libpod-${id}`, `docker/${id}`].some((end) => place.endsWith(end)),
  );
  if (!found) throw new Error(`no cgroup of ${id}`);
  return path.join(top, found);
}

/** Bytes received and sent, in columns 1 and 9 of each interface but the loopback. */
function trafficOf(interfaces: string): number {
  const rows = interfaces.split('\n').flatMap((line) => {
    const [, name, numbers] = /^\s*(\S+):\s*(.*)$/.exec(line) ?? [];
    return name && name !== 'lo' && numbers ? [numbers.split(/\s+/).map(Number)] : [];
  });
  return rows.reduce((sum, row) => sum + (row[0] ?? 0) + (row[8] ?? 0), 0);
}
