import type Docker from 'dockerode';
import type { HostId, Observed, Options } from '../driver.ts';
import type { Engine, Engines } from './engine.ts';
import { filterOf, LABEL, namedBy, type Labels } from './names.ts';

/**
 * Everything of ours, from labels alone. One host that does not answer fails the whole call: half a truth would read as
 * "it is gone".
 */
export async function listHosts(
  engines: Engines,
  owner: string,
  hosts: readonly HostId[],
  environmentId: string | null,
  options: Options,
): Promise<Observed[]> {
  const found = await Promise.all(
    hosts.map(async (host) => listHost(await engines(host, options), owner, environmentId, options)),
  );
  return found.flat();
}

async function listHost(
  engine: Engine,
  owner: string,
  environmentId: string | null,
  options: Options,
): Promise<Observed[]> {
  const label = (form: Observed['form']) => ({ label: filterOf(owner, environmentId, form) });
  const [networks, { Volumes: volumes }, machines] = await Promise.all([
    engine.call(options, (docker, bound) => docker.listNetworks({ filters: label('network'), ...bound })),
    engine.call(options, (docker, bound) => docker.listVolumes({ filters: label('volume'), ...bound })),
    listMachines(engine, owner, environmentId, options),
  ]);
  return [
    ...networks.flatMap(({ Labels }) => observed(engine.host, Labels, 'created')),
    // Podman lists a volume that has any of the labels asked for; the others want all of them.
    ...(volumes ?? [])
      .filter(({ Labels }) => label('volume').label.every((one) => hasLabel(Labels, one)))
      .flatMap(({ Labels }) => observed(engine.host, Labels, 'created')),
    ...machines.flatMap((machine) => observed(engine.host, machine.Labels, stateOf(machine))),
  ];
}

export function listMachines(
  engine: Engine,
  owner: string,
  environmentId: string | null,
  options: Options,
): Promise<Docker.ContainerInfo[]> {
  const filters = { label: filterOf(owner, environmentId, 'machine') };
  return engine.call(options, (docker, bound) => docker.listContainers({ all: true, filters, ...bound }));
}

function hasLabel(labels: Labels | undefined, wanted: string): boolean {
  return Object.entries(labels ?? {}).some(([name, value]) => `${name}=${value}` === wanted);
}

function observed(host: HostId, labels: Labels | undefined, state: Observed['state']): Observed[] {
  const named = namedBy(labels);
  // One engine may be known as two hosts: what was made through the other is the other's alone, and never swept from here.
  return named && labels?.[LABEL.host] === host ? [{ ...named, host, state }] : [];
}

/** The engines' words: Docker's first, then what only Podman says. */
const STATES: Readonly<Record<string, Observed['state']>> = {
  created: 'created',
  running: 'running',
  restarting: 'running',
  paused: 'running',
  removing: 'exited',
  exited: 'exited',
  dead: 'exited',
  configured: 'created',
  initialized: 'created',
  stopping: 'running',
  stopped: 'exited',
};

function stateOf(machine: Docker.ContainerInfo): Observed['state'] {
  const state = STATES[machine.State] ?? 'exited';
  if (state !== 'created') return state;
  const on = Object.keys(machine.NetworkSettings?.Networks ?? {}).filter((name) => name !== 'none');
  return on.length < Number(machine.Labels[LABEL.interfaces]) ? 'creating' : 'created';
}
