import { isIPv4 } from 'node:net';
import type Docker from 'dockerode';
import { DriverError, type Key, type NetworkSpec, type Options } from '../driver.ts';
import type { Engine } from './engine.ts';
import { unlessAbsent } from './errors.ts';
import {
  filterOf,
  labelsOf,
  LABEL,
  makeOrFind,
  nameOf,
  refuseForeign,
  refuseOther,
  type Labels,
} from './names.ts';

type Network = Docker.NetworkInspectInfo;

const NO_BRIDGE_ADDRESS = 'com.docker.network.bridge.inhibit_ipv4';

/** A drawn network: to itself, unless a gateway is drawn that leads out. */
export async function ensureNetwork(
  engine: Engine,
  owner: string,
  key: Key,
  spec: NetworkSpec,
  options: Options,
): Promise<void> {
  const labels = labelsOf(engine.host, owner, key, spec);
  const wanted: Docker.NetworkCreateOptions = {
    Name: nameOf(key),
    // Without it Docker 20.10 makes a second network of the same name, and starts on either fail as ambiguous.
    CheckDuplicate: true,
    Driver: 'bridge',
    // Every network that is not internal reaches the host and the gateways of all others.
    Internal: spec.gateway === null,
    IPAM: { Driver: 'default', Config: [{ Subnet: spec.subnet, ...bridgeOf(spec) }] },
    // Docker gives machines a default route even on an internal network, and so a way to every address of the host; its
    // bridge gets no address there, so nothing answers on that route.
    Options: engine.podman || spec.gateway !== null ? {} : { [NO_BRIDGE_ADDRESS]: 'true' },
    Labels: labels,
  };
  const found = await makeOrFind(
    async () => {
      const { id } = await engine.call(options, (docker, bound) =>
        docker.createNetwork({ ...wanted, ...bound }),
      );
      engine.known.put(nameOf(key), { id, labels });
    },
    () => findNetwork(engine, nameOf(key), options),
  );
  if (found) refuseOther(found.Labels, owner, spec);
}

export async function removeNetwork(
  engine: Engine,
  owner: string,
  key: Key,
  options: Options,
): Promise<'removed' | 'absent'> {
  const found = await findNetwork(engine, nameOf(key), options);
  engine.known.forget(nameOf(key));
  if (!found) return 'absent';
  refuseForeign(found.Labels, owner);
  // Podman deletes a network with members on it, and leaks its bridge; Docker refuses. Refused here for both.
  const members = await engine.call(options, (docker, bound) =>
    docker.listContainers({ all: true, filters: { network: [found.Id] }, ...bound }),
  );
  if (members.length > 0)
    throw new DriverError('conflict', 'the network still has machines on it', 'not-done');
  await unlessAbsent(engine.call(options, (docker, bound) => docker.getNetwork(found.Id).remove(bound)));
  return 'removed';
}

/** Ids of the networks of one environment and generation, by what they are called. */
export async function networksOf(
  engine: Engine,
  owner: string,
  key: Key,
  options: Options,
): Promise<Map<string, string>> {
  const label = [...filterOf(owner, key.environmentId, 'network'), `${LABEL.generation}=${key.generation}`];
  const found = await engine.call(options, (docker, bound) =>
    docker.listNetworks({ filters: { label }, ...bound }),
  );
  return new Map(found.map(({ Name, Id }) => [Name, Id]));
}

/** Of networks that others made, of another owner of ours among them. */
export async function takenSubnets(engine: Engine, owner: string, options: Options): Promise<string[]> {
  const all = await engine.call(options, (docker, bound) => docker.listNetworks({ ...bound }));
  return all
    .filter(({ Labels }) => Labels?.[LABEL.owner] !== owner)
    .flatMap(({ IPAM }) => (IPAM?.Config ?? []).flatMap(({ Subnet }) => Subnet ?? []));
}

/** By list, since the engines match names by part and dockerode does not bound an inspect. */
async function findNetwork(
  engine: Engine,
  name: string,
  options: Options,
): Promise<(Network & { Labels?: Labels }) | undefined> {
  const found = await engine.call(options, (docker, bound) =>
    docker.listNetworks({ filters: { name: [name] }, ...bound }),
  );
  const exact = found.filter((network) => network.Name === name);
  if (exact.length > 1) throw new DriverError('conflict', 'two networks have this name', 'not-done');
  return exact[0];
}

/**
 * The bridge needs an address of its own. Engines would take the first one, which people like to give to a machine, so
 * it takes one of the last. Docker keeps one aside all the same where the bridge has none.
 */
function bridgeOf({ subnet, gateway }: NetworkSpec): { [key: string]: string } {
  // What a gateway leads out under may be a mere name, and is an address of this network only in passing.
  return { Gateway: gateway !== null && isIPv4(gateway) ? gateway : lastOf(subnet) };
}

function lastOf(subnet: string): string {
  const [address = '', bits = ''] = subnet.split('/');
  const parts = address.split('.').map(Number);
  const prefix = Number(bits);
  const valid = parts.length === 4 && parts.every((part) => part >= 0 && part < 256);
  if (!valid || !bits || !(prefix >= 8 && prefix <= 29))
    throw new DriverError('invalid', `a network needs a subnet of /8 to /29, not ${subnet}`, 'not-done');
  const size = 2 ** (32 - prefix);
  const value = parts.reduce((sum, part) => sum * 256 + part, 0);
  const last = Math.floor(value / size) * size + size - 2;
  return [24, 16, 8, 0].map((shift) => Math.floor(last / 2 ** shift) % 256).join('.');
}
