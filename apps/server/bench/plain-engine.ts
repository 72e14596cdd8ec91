import { randomBytes } from 'node:crypto';
import Docker from 'dockerode';
import { inParallel } from '../src/drivers/docker/parallel.ts';
import { startCommand } from '../src/drivers/docker/start-script.ts';
import { imageName } from '../src/drivers/docker/images/image.ts';

const MIB = 1024 * 1024;
const IMAGE = imageName({ os: 'debian-12', packages: [] });
const SUBNET = '10.250.0';

/** The same machines as the driver makes, and nothing but what makes them. Milliseconds until each answered a command. */
export async function provision(socketPath: string, count: number): Promise<number> {
  const docker = new Docker({ socketPath });
  const name = `plain-${randomBytes(4).toString('hex')}`;
  const started = performance.now();
  const network = await docker.createNetwork({
    Name: name,
    Driver: 'bridge',
    Internal: true,
    IPAM: { Driver: 'default', Config: [{ Subnet: `${SUBNET}.0/24`, Gateway: `${SUBNET}.254` }] },
  });
  const machines = await inParallel(
    Array.from({ length: count }, (_, n) => n),
    async (n) => {
      const machine = await docker.createContainer(machineOf(name, n));
      await machine.start();
      await answers(machine);
      return machine;
    },
  );
  const took = performance.now() - started;
  await inParallel(machines, async (machine) => {
    await machine.kill();
    await machine.remove({ force: true, v: true });
  });
  await network.remove();
  return took;
}

function machineOf(network: string, n: number): Docker.ContainerCreateOptions {
  return {
    name: `${network}-${n}`,
    Image: IMAGE,
    Cmd: startCommand({ services: [] }),
    Entrypoint: [],
    Hostname: `machine-${n}`,
    HostConfig: {
      NanoCpus: 1_000_000_000,
      Memory: 512 * MIB,
      MemorySwap: 512 * MIB,
      PidsLimit: 4096,
      SecurityOpt: ['no-new-privileges'],
      NetworkMode: network,
    },
    NetworkingConfig: {
      EndpointsConfig: { [network]: { IPAMConfig: { IPv4Address: `${SUBNET}.${n + 1}` } } },
    },
  };
}

async function answers(machine: Docker.Container): Promise<void> {
  const exec = await machine.exec({ Cmd: ['true'], AttachStdout: true, AttachStderr: true });
  const stream = await exec.start({});
  stream.resume();
  await new Promise((resolve, reject) => stream.on('end', resolve).on('error', reject));
  const { ExitCode } = await exec.inspect();
  if (ExitCode !== 0) throw new Error(`a command ended with ${ExitCode}`);
}
