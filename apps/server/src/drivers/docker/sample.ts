import type Docker from 'dockerode';
import type { HostId, Key, Options, Reading } from '../driver.ts';
import type { Engine, Engines } from './engine.ts';
import { unlessAbsent } from './errors.ts';
import { listMachines } from './list.ts';
import { namedBy } from './names.ts';
import { inParallel } from './parallel.ts';

const NS_PER_MS = 1_000_000;
const MIB = 1024 * 1024;

export async function sampleHosts(
  engines: Engines,
  owner: string,
  worldTime: () => Promise<number>,
  hosts: readonly HostId[],
  environmentId: string,
  options: Options,
): Promise<Reading[]> {
  const readings = await Promise.all(
    hosts.map(async (host) => {
      const engine = await engines(host, options);
      const machines = await listMachines(engine, owner, environmentId, options);
      const running = machines.filter(({ State }) => State === 'running');
      return inParallel(running, ({ Id }) => readMachine(engine, Id, worldTime, options));
    }),
  );
  return readings.flat().filter((reading) => reading !== null);
}

/** Null for what does not run (any more). */
export async function readMachine(
  engine: Engine,
  id: string,
  worldTime: () => Promise<number>,
  options: Options,
): Promise<Reading | null> {
  const machine = await unlessAbsent(
    engine.call(options, (docker, bound) => docker.getContainer(id).inspect(bound)),
  );
  const named = namedBy(machine?.Config.Labels);
  if (!machine?.State.Running || !named) return null;
  const stats = await statsOf(engine, id, options);
  // Docker answers for a machine that just ended with a reading of nothing.
  return stats?.cpu_stats?.cpu_usage?.total_usage
    ? reading(named.key, machine, stats, await worldTime())
    : null;
}

/** Null where the engine has none: the machine ended meanwhile, or never told Podman that it did. */
async function statsOf(engine: Engine, id: string, options: Options): Promise<Docker.ContainerStats | null> {
  try {
    return await engine.call(options, (docker, bound) =>
      docker.getContainer(id).stats({ stream: false, 'one-shot': true, ...bound }),
    );
  } catch (cause) {
    if (['not-found', 'conflict', 'lost', 'engine'].includes((cause as { code?: string }).code ?? ''))
      return null;
    throw cause;
  }
}

function reading(
  key: Key,
  { Id, State }: Docker.ContainerInspectInfo,
  stats: Docker.ContainerStats,
  at: number,
): Reading {
  // Both instants are the engine's own, so its clock need not agree with ours.
  const uptimeMs = Math.max(0, Date.parse(stats.read) - Date.parse(State.StartedAt));
  const { usage, stats: detail } = stats.memory_stats;
  // As Docker counts: without the file cache that the kernel takes back when it needs to (names of cgroup v1 and v2).
  const reclaimable = detail?.total_inactive_file ?? detail?.inactive_file ?? 0;
  return {
    key,
    incarnation: `${Id}@${State.StartedAt}`,
    startedAt: at - uptimeMs,
    at,
    cpuMs: Math.floor(stats.cpu_stats.cpu_usage.total_usage / NS_PER_MS),
    trafficBytes: trafficOf(stats),
    memory: { MiB: Math.max(0, usage - reclaimable) / MIB },
  };
}

/**
 * The sum of both directions over all interfaces: Podman 4.3 swaps the directions and gives one sum under one name,
 * others give each interface, and nothing at all stands for a machine without a network.
 */
function trafficOf({ networks }: Docker.ContainerStats): number {
  return Object.values(networks ?? {}).reduce((sum, { rx_bytes, tx_bytes }) => sum + rx_bytes + tx_bytes, 0);
}
