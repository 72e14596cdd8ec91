import { posix } from 'node:path';
import type { Readable } from 'node:stream';
import { DriverError, type Access, type HostId, type Key, type Options } from '../../driver.ts';
import type { Engines } from '../engine.ts';
import { run } from '../exec.ts';
import { requireMachine } from '../machines.ts';
import { readLogs } from './logs.ts';
import { openPort } from './open-port.ts';
import { putFile } from './put-file.ts';
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
    putFile: async (host, key, path, file, options) => {
      const { engine, Id } = await machine(host, key, options);
      await putFile(engine, Id, absolute(path), file, options);
    },
    getFiles: async (host, key, path, options) => {
      const { engine, Id } = await machine(host, key, options);
      const open = engine.open(options, (docker, bound) =>
        docker.getContainer(Id).getArchive({ path: absolute(path), ...bound }),
      );
      return (await open) as Readable;
    },
    logs: async (host, key, most, options) => {
      const { engine, Id } = await machine(host, key, options);
      return readLogs(engine, Id, most, options);
    },
    run: async (host, key, argv, options) => {
      const { engine, Id } = await machine(host, key, options);
      return run(engine, Id, argv, options);
    },
  };
}

function absolute(path: string): string {
  if (!posix.isAbsolute(path) || path.includes('\0'))
    throw new DriverError('invalid', 'a path on a machine starts with /', 'not-done');
  return posix.normalize(path);
}
