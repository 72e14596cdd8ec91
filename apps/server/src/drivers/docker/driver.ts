import type { Driver, HostId, Named, Options } from '../driver.ts';
import { accessThrough } from './access/access.ts';
import { enginesAt, type Ways } from './engine.ts';
import { eventsOf } from './events.ts';
import { ensureImage, type ArchiveOf } from './images.ts';
import { listHosts } from './list.ts';
import { ensureMachine, findMachine, removeMachine, startMachine, stopMachine } from './machines.ts';
import { refuseForeign } from './names.ts';
import { ensureNetwork, removeNetwork, takenSubnets } from './networks.ts';
import { probeEngine } from './probe.ts';
import { readyMachines } from './ready.ts';
import { readMachine, sampleHosts } from './sample.ts';
import { ensureVolume, removeVolume } from './volumes.ts';

export interface DockerDriverOptions extends Ways {
  /** Written on everything it makes; what carries another is not touched. */
  readonly owner: string;
  readonly worldTime: () => Promise<number>;
  /** The file of an image's archive, in the format of `docker save`, tagged `imageName(image)`. */
  readonly archiveOf: ArchiveOf;
}

const REMOVE = { machine: removeMachine, network: removeNetwork, volume: removeVolume };

/** Real machines: containers on any number of hosts that speak the Docker Engine API, which Podman does too. */
export function dockerDriver({ owner, worldTime, archiveOf, ...ways }: DockerDriverOptions): Driver {
  const engines = enginesAt(ways);
  return {
    name: 'docker',
    real: true,
    access: accessThrough(engines, owner),
    probe: async (host, options) => probeEngine(await engines(host, options), options),
    silent: async (hosts, options) => {
      const ping = async (host: HostId) =>
        (await engines(host, options)).call(options, (docker, bound) => docker.ping(bound));
      const answers = await Promise.allSettled(hosts.map(ping));
      return hosts.filter((_, n) => answers[n]?.status === 'rejected');
    },
    takenSubnets: async (host, options) => takenSubnets(await engines(host, options), owner, options),
    ensureImage: async (host, image, options) =>
      ensureImage(await engines(host, options), archiveOf, image, options),
    ensureNetwork: async (host, key, spec, options) =>
      ensureNetwork(await engines(host, options), owner, key, spec, options),
    ensureVolume: async (host, key, spec, options) =>
      ensureVolume(await engines(host, options), owner, key, spec, options),
    ensureMachine: async (host, key, spec, options) =>
      ensureMachine(await engines(host, options), owner, key, spec, options),
    start: async (host, key, options) => startMachine(await engines(host, options), owner, key, options),
    ready: (machines, options) => readyMachines(engines, owner, machines, options),
    stop: async (host, key, options) => {
      const engine = await engines(host, options);
      const machine = await findMachine(engine, key, options);
      if (!machine) return null;
      refuseForeign(machine.Config.Labels, owner);
      const last = await readMachine(engine, machine.Id, worldTime, options);
      await stopMachine(engine, machine, options);
      return last;
    },
    remove: async (host: HostId, { form, key }: Named, options: Options) =>
      REMOVE[form](await engines(host, options), owner, key, options),
    list: (hosts, environmentId, options) => listHosts(engines, owner, hosts, environmentId, options),
    sample: (hosts, environmentId, options) =>
      sampleHosts(engines, owner, worldTime, hosts, environmentId, options),
    events: async function* events(host, options) {
      yield* eventsOf(await engines(host, options), owner, options);
    },
  };
}
