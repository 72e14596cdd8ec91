import type Docker from 'dockerode';
import { DriverError, type HostId, type Key, type MachineSpec, type Options } from '../driver.ts';
import type { Engine } from './engine.ts';
import { unlessAbsent } from './errors.ts';
import { ensure, LABEL, labelsOf, nameOf, refuseForeign, refuseOther } from './names.ts';
import { networksOf } from './networks.ts';
import { ARGUMENT_BYTES, startCommand } from './start-script.ts';
import { imageName } from './images/image.ts';
import { findVolume } from './volumes.ts';

type Machine = Docker.ContainerInspectInfo;

const PIDS = 4096;
const MIB = 1024 * 1024;
/** What services get to end in order before the machine is switched off. */
const GRACE_SECONDS = 2;
const GONE_CHECK_MS = 50;
/** What is older is dropped by the engine, or a machine fills its host's disk with its log. */
const LOG = { Type: 'json-file', Config: { 'max-size': '10m' } };

interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

/** Created and on all its networks, not started. A call that was cut off halfway is completed by the next. */
export async function ensureMachine(
  engine: Engine,
  owner: string,
  key: Key,
  spec: MachineSpec,
  options: Options,
): Promise<void> {
  const existing = await findMachine(engine, key, options);
  if (existing) refuseOther(existing.Config.Labels, owner, spec);
  const attachments = await attachmentsOf(engine, owner, key, spec, options);
  let looked = false;
  const found = await ensure(
    // The first look was the one above.
    async () => {
      if (looked) return findMachine(engine, key, options);
      looked = true;
      return existing;
    },
    async () => {
      await requireVolumes(engine, owner, spec, options);
      const wanted = wantedOf(engine.host, owner, key, spec, attachments[0]);
      await engine.call(options, (docker, bound) => docker.createContainer({ ...wanted, ...bound }));
    },
  );
  refuseOther(found.Config.Labels, owner, spec);
  await attach(engine, found, attachments, options);
}

/** Docker 20.10 refuses two networks at creation, so it is created on the first and connected to the others. */
async function attach(
  engine: Engine,
  machine: Machine,
  attachments: readonly Attachment[],
  options: Options,
): Promise<void> {
  const on = new Set(Object.keys(machine.NetworkSettings.Networks ?? {}));
  // One after another: the order is the order of its network cards.
  for (const { id, name, address } of attachments) {
    if (on.has(name) || on.has(id)) continue;
    await engine.call(options, (docker, bound) =>
      docker.getNetwork(id).connect({
        Container: machine.Id,
        EndpointConfig: { IPAMConfig: { IPv4Address: address } },
        ...bound,
      }),
    );
  }
}

async function attachmentsOf(
  engine: Engine,
  owner: string,
  key: Key,
  spec: MachineSpec,
  options: Options,
): Promise<Attachment[]> {
  if (spec.interfaces.length === 0) return [];
  const networks = await networksOf(engine, owner, key, options);
  return spec.interfaces.map(({ network, address }) => {
    const name = nameOf({ ...key, ...network });
    const id = networks.get(name)?.Id;
    if (id === undefined)
      throw new DriverError('not-found', `network ${network.component} is not there yet`, 'not-done');
    return { id, name, address };
  });
}

/** An engine would make a missing volume by itself, without our labels. */
async function requireVolumes(
  engine: Engine,
  owner: string,
  spec: MachineSpec,
  options: Options,
): Promise<void> {
  for (const { volume } of spec.mounts) {
    const found = await findVolume(engine, volume, options);
    if (!found) throw new DriverError('not-found', `volume ${volume.component} is not there yet`, 'not-done');
    refuseForeign(found.Labels, owner);
  }
}

function wantedOf(
  host: HostId,
  owner: string,
  key: Key,
  spec: MachineSpec,
  first: Attachment | undefined,
): Docker.ContainerCreateOptions {
  if (!spec.image) throw new DriverError('invalid', 'a machine needs an operating system', 'not-done');
  const command = startCommand(spec);
  if (command.some((part) => part.includes('\0') || Buffer.byteLength(part) > ARGUMENT_BYTES))
    throw new DriverError('invalid', 'a service has a file or command beyond 128 KiB of text', 'not-done');
  const memory = spec.memoryMiB * MIB;
  return {
    name: nameOf(key),
    Image: imageName(spec.image),
    Cmd: command,
    Entrypoint: [],
    Env: Object.entries(spec.environment ?? {}).map(([name, value]) => `${name}=${value}`),
    Hostname: spec.hostname,
    StopSignal: 'SIGTERM',
    Labels: {
      ...labelsOf(host, owner, key, spec),
      [LABEL.ports]: spec.services.flatMap(({ port }) => port ?? []).join(' '),
      [LABEL.interfaces]: String(spec.interfaces.length),
    },
    HostConfig: {
      NanoCpus: spec.cpuMilli * 1_000_000,
      Memory: memory,
      // Memory and swap together, so there is no swap.
      MemorySwap: memory,
      PidsLimit: PIDS,
      SecurityOpt: ['no-new-privileges'],
      RestartPolicy: { Name: 'no' },
      LogConfig: LOG,
      NetworkMode: first?.id ?? 'none',
      ExtraHosts: spec.names.map(({ name, address }) => `${name}:${address}`),
      Mounts: spec.mounts.map(({ volume, path }) => ({
        Type: 'volume',
        Source: nameOf(volume),
        Target: path,
      })),
    },
    NetworkingConfig: first
      ? { EndpointsConfig: { [first.id]: { IPAMConfig: { IPv4Address: first.address } } } }
      : {},
  };
}

export function findMachine(engine: Engine, key: Key, options: Options): Promise<Machine | undefined> {
  return unlessAbsent(
    engine.call(options, (docker, bound) => docker.getContainer(nameOf(key)).inspect(bound)),
  );
}

/** Ours, or a DriverError. */
export async function requireMachine(
  engine: Engine,
  owner: string,
  key: Key,
  options: Options,
): Promise<Machine> {
  const found = await findMachine(engine, key, options);
  if (!found) throw new DriverError('not-found', 'there is no such machine', 'not-done');
  refuseForeign(found.Config.Labels, owner);
  return found;
}

export async function startMachine(engine: Engine, owner: string, key: Key, options: Options): Promise<void> {
  const { Id } = await requireMachine(engine, owner, key, options);
  await engine.call(options, (docker, bound) => unlessAlready(docker.getContainer(Id).start(bound)));
}

/** Services get a moment to end in order, then the power goes. */
export async function stopMachine(engine: Engine, { Id }: Machine, options: Options): Promise<void> {
  await unlessAbsent(
    engine.call(options, (docker, bound) =>
      unlessAlready(docker.getContainer(Id).stop({ t: GRACE_SECONDS, ...bound })),
    ),
  );
}

export async function removeMachine(
  engine: Engine,
  owner: string,
  key: Key,
  options: Options,
): Promise<'removed' | 'absent'> {
  const found = await findMachine(engine, key, options);
  if (!found) return 'absent';
  refuseForeign(found.Config.Labels, owner);
  // Podman 5.4 waits out the stop timeout in a forced removal of what runs, so it is killed first. What has died
  // without the engine's knowledge cannot be killed, yet can be removed.
  await killMachine(engine, found, options);
  try {
    await unlessAbsent(
      engine.call(options, (docker, bound) =>
        docker.getContainer(found.Id).remove({ force: true, v: true, ...bound }),
      ),
    );
  } catch (cause) {
    // Docker: someone else's removal of it is under way.
    if (!(cause instanceof DriverError && cause.code === 'conflict')) throw cause;
  }
  await untilGone(engine, key, options);
  return 'removed';
}

async function killMachine(engine: Engine, { Id, State }: Machine, options: Options): Promise<void> {
  if (!State.Running) return;
  try {
    await engine.call(options, (docker, bound) => docker.getContainer(Id).kill(bound));
  } catch (cause) {
    if (cause instanceof DriverError && ['timeout', 'unreachable'].includes(cause.code)) throw cause;
  }
}

/** Its networks can be removed only then. */
async function untilGone(engine: Engine, key: Key, options: Options): Promise<void> {
  while (await findMachine(engine, key, options))
    await new Promise((resolve) => setTimeout(resolve, GONE_CHECK_MS));
}

/** dockerode throws the 304 of what is started, or stopped, already. */
async function unlessAlready(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (cause) {
    if ((cause as { statusCode?: number }).statusCode !== 304) throw cause;
  }
}
