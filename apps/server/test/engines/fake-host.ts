import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const script = path.join(import.meta.dirname, 'fake-host.sh');
const execute = promisify(execFile);
const CPUS = 2;
const MEMORY_BYTES = 2 * 1024 ** 3;

/** A machine of its own on this one, with an engine on it. */
export interface FakeHost {
  /** The engine's socket. */
  readonly socket: string;
  /** A folder for whatever else a test puts beside it. */
  readonly folder: string;
  /** At once and without a word, like a power failure. */
  powerOff(): Promise<void>;
  powerOn(): Promise<void>;
  /** On the host itself, beside its engine. */
  exec(...argv: string[]): Promise<string>;
  /** Ends it, and says what of it is still there. */
  remove(): Promise<string>;
}

export async function fakeHost(engine: 'podman' | 'docker'): Promise<FakeHost> {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-hosts-'));
  const name = `${engine}-${path.basename(tmpdir())}-${path.basename(folder).slice(-6)}`;
  const ask = async (operation: string, ...args: string[]) => {
    const env = { ...process.env, FAKE_HOSTS: folder };
    return (await execute(script, [operation, name, ...args], { env })).stdout;
  };
  const remove = async () => {
    await ask('remove');
    const left = await ask('leftovers');
    rmSync(folder, { recursive: true, force: true });
    return left;
  };
  try {
    await ask('up', engine, String(CPUS), String(MEMORY_BYTES));
  } catch (cause) {
    await remove();
    throw cause;
  }
  return {
    socket: path.join(folder, name, 'engine.sock'),
    folder,
    powerOff: async () => void (await ask('power-off')),
    powerOn: async () => void (await ask('power-on')),
    exec: (...argv) => ask('exec', ...argv),
    remove,
  };
}
