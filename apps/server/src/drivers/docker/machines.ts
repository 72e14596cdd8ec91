import type Docker from 'dockerode';
import { DriverError, type HostId, type Key, type MachineSpec, type Options } from '../driver.ts';
import type { Engine } from './engine.ts';
import { unlessAbsent } from './errors.ts';
import type { Thing } from './known.ts';
import { LABEL, labelsOf, makeOrFind, nameOf, refuseForeign, refuseOther, type Labels } from './names.ts';
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
  const attachments = await attachmentsOf(engine, owner, key, spec, options);
  await requireVolumes(engine, owner, spec, options);
  const wanted = wantedOf(engine.host, owner, key, spec, attachments[0]);
  const found = await makeOrFind(
    async () => {
      const { id } = await engine.call(options, (docker, bound) =>
        docker.createContainer({ ...wanted, ...bound }),
      );
      engine.known.put(nameOf(key), { id, labels: wanted.Labels });
    },
    () => {
      // Refused, perhaps since a network was made anew by someone else.
      for (const { name } of attachments) engine.known.forget(name);
      return findMachine(engine, key, options);
    },
  );
  if (found) refuseOther(found.Config.Labels, owner, spec);
  const on = found ? Object.keys(found.NetworkSettings.Networks ?? {}) : [attachments[0]?.name ?? ''];
  await attach(engine, nameOf(key), new Set(on), attachments, options);
}

/** Docker 20.10 refuses two networks at creation, so it is created on the first and connected to the others. */
async function attach(
  engine: Engine,
  machine: string,
  on: ReadonlySet<string>,
  attachments: readonly Attachment[],
  options: Options,
): Promise<void> {
  // One after another: the order is the order of its network cards.
  for (const { id, name, address } of attachments) {
    if (on.has(name) || on.has(id)) continue;
    await engine.call(options, (docker, bound) =>
      docker.getNetwork(id).connect({
        Container: machine,
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
  const named = spec.interfaces.map(({ network, address }) => ({
    network,
    address,
    name: nameOf({ ...key, ...network }),
  }));
  const unknown = named.some(({ name }) => engine.known.get(name) === undefined);
  const listed = unknown ? await networksOf(engine, owner, key, options) : null;
  return named.map(({ network, address, name }) => {
    const id = listed ? listed.get(name) : engine.known.get(name)?.id;
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
): Docker.ContainerCreateOptions & { Labels: Labels } {
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

/** Works on the machine that is known, else on the one that is found. */
export async function withMachine<T>(
  engine: Engine,
  owner: string,
  key: Key,
  options: Options,
  work: (machine: Thing) => Promise<T>,
): Promise<T> {
  const thing = engine.known.get(nameOf(key));
  if (thing) {
    try {
      return await work(thing);
    } catch (cause) {
      if (!(cause instanceof DriverError && cause.code === 'not-found')) throw cause;
      engine.known.forget(nameOf(key));
    }
  }
  const { Id, Config } = await requireMachine(engine, owner, key, options);
  const found = { id: Id, labels: Config.Labels };
  engine.known.put(nameOf(key), found);
  return work(found);
}

export async function startMachine(engine: Engine, owner: string, key: Key, options: Options): Promise<void> {
  await withMachine(engine, owner, key, options, ({ id }) =>
    engine.call(options, (docker, bound) => unlessAlready(docker.getContainer(id).start(bound))),
  );
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
  engine.known.forget(nameOf(key));
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
