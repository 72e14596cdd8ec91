import type { Limit, Options, Probe } from '../driver.ts';
import type { About, Engine } from './engine.ts';

const MIB = 1024 * 1024;

/** The engines' words for what the catalog calls otherwise. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x86_64: 'x86-64',
  amd64: 'x86-64',
  aarch64: 'arm64',
};

export async function probeEngine(engine: Engine, options: Options): Promise<Probe> {
  const asked = performance.now();
  await engine.call(options, (docker, bound) => docker.ping(bound));
  const pingMs = performance.now() - asked;
  const about = await engine.call(options, (docker, bound) => docker.info(bound));
  const { Version } = await engine.call(options, (docker, bound) => docker.version(bound));
  return {
    engine: `${engine.podman ? 'Podman' : 'Docker'} ${Version}`,
    apiVersion: engine.apiVersion,
    arch: ARCHITECTURES[about.Architecture] ?? about.Architecture,
    cpus: about.NCPU,
    memoryMiB: Math.floor(about.MemTotal / MIB),
    pingMs,
    limits: limitsOf(about, engine.podman),
  };
}

/** What this driver does not do whatever the engine can, then what this engine says of itself and its kernel. */
function limitsOf(about: About, podman: boolean): Limit[] {
  const rootless = about.SecurityOptions?.some((option) => option.includes('rootless')) ?? false;
  const found: readonly (readonly [Limit, boolean])[] = [
    ['disk-unbounded', true],
    ['memory-unbounded', !about.MemoryLimit],
    ['swap-unbounded', !about.SwapLimit],
    ['cpu-unbounded', !about.CpuCfsQuota],
    ['processes-unbounded', !about.PidsLimit],
    ['oom-untold', podman && about.CgroupVersion === '1'],
    ['rootless', rootless],
    ['bridge-reached', podman],
    ['subnets-shared', true],
    ['traffic-summed', true],
  ];
  return found.flatMap(([limit, holds]) => (holds ? [limit] : []));
}
