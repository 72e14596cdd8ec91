import { posix } from 'node:path';
import type { Readable } from 'node:stream';
import { DriverError, type Access, type HostId, type Key, type Options } from '../../driver.ts';
import { demultiplexer } from '../demux.ts';
import type { Engine, Engines } from '../engine.ts';
import { run } from '../exec.ts';
import { requireMachine } from '../machines.ts';
import { openPort } from './open-port.ts';
import { openTerminal } from './terminal.ts';

/** All of it goes through the engine; no port of a machine is ever published on its host. */
export function accessThrough(engines: Engines, owner: string): Access {
  const machine = async (host: HostId, key: Key, options: Options) => {
    const engine = await engines(host, options);
    return { engine, ...(await requireMachine(engine, owner, key, options)) };
  };
  return {
    openTerminal: async (host, key, size, options) => {
      const { engine, Id } = await machine(host, key, options);
      return openTerminal(engine, Id, size, options);
    },
    openPort: async (host, key, port, options) => {
      const { engine, Id } = await machine(host, key, options);
      return openPort(engine, Id, port, options);
    },
    putFiles: async (host, key, folder, tar, options) => {
      const { engine, Id } = await machine(host, key, options);
      await putFiles(engine, Id, folder, tar, options);
    },
    getFiles: async (host, key, path, options) => {
      const { engine, Id } = await machine(host, key, options);
      const open = engine.open(options, (docker, bound) =>
        docker.getContainer(Id).getArchive({ path: absolute(path), ...bound }),
      );
      return (await open) as Readable;
    },
    logs: async (host, key, lines, options) => {
      const { engine, Id } = await machine(host, key, options);
      return logs(engine, Id, lines, options);
    },
    run: async (host, key, argv, options) => {
      const { engine, Id } = await machine(host, key, options);
      return run(engine, Id, argv, options);
    },
  };
}

/** An engine unpacks only into a folder that exists, so a machine must run for a new folder to be made. */
async function putFiles(
  engine: Engine,
  id: string,
  folder: string,
  tar: Readable,
  options: Options,
): Promise<void> {
  const path = absolute(folder);
  const { code, err } = await run(engine, id, ['mkdir', '-p', path], options);
  if (code !== 0) throw new DriverError('invalid', err.trim(), 'not-done');
  await engine.call(options, (docker, bound) => docker.getContainer(id).putArchive(tar, { path, ...bound }));
}

/** What services and their keeper wrote, in the order in which it came. */
async function logs(engine: Engine, id: string, lines: number, options: Options): Promise<string> {
  const wanted = { follow: false as const, stdout: true, stderr: true, tail: lines };
  const raw = await engine.call(options, (docker, bound) =>
    docker.getContainer(id).logs({ ...wanted, ...bound }),
  );
  const parts: Buffer[] = [];
  demultiplexer((_, bytes) => parts.push(bytes))(raw);
  return Buffer.concat(parts).toString();
}

function absolute(path: string): string {
  if (!posix.isAbsolute(path) || path.includes('\0'))
    throw new DriverError('invalid', 'a path on a machine starts with /', 'not-done');
  return posix.normalize(path);
}
