import type { Options, Probe } from '../driver.ts';
import type { Engine } from './engine.ts';

const MIB = 1024 * 1024;

/** The engines' words for what the catalog calls otherwise. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x86_64: 'x86-64',
  amd64: 'x86-64',
  aarch64: 'arm64',
};

const LIMITS = [
  'Disks of machines and volumes are not bounded: an engine offers no limit on most file systems.',
  'Each machine reaches the address of the bridge of its own networks, which is the host.',
  'Two environments with overlapping subnets cannot be on one host.',
];

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
    limits: LIMITS,
  };
}
