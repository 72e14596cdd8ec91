import type Docker from 'dockerode';
import type { Duplex, Readable } from 'node:stream';
import { DriverError, type Options } from '../driver.ts';
import { demultiplexer } from './demux.ts';
import type { Engine } from './engine.ts';
import { driverError } from './errors.ts';

/** What is kept of each output of a command; the rest is read and dropped. */
const OUTPUT_BYTES = 1024 * 1024;
const EXIT_CHECKS = 40;
const EXIT_CHECK_MS = 50;

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in a machine to its end. */
export async function run(
  engine: Engine,
  machineId: string,
  argv: readonly string[],
  options: Options,
): Promise<Outcome> {
  const { exec, ...collected } = await outputOf(engine, machineId, argv, options);
  return { code: await exitCode(engine, exec, options), ...collected };
}

/** What a command wrote, for those that say in words how they ended: two calls instead of three. */
export async function outputOf(
  engine: Engine,
  machineId: string,
  argv: readonly string[],
  options: Options,
): Promise<{ exec: Docker.Exec; out: string; err: string }> {
  const exec = await engine.call(options, (docker, bound) =>
    docker.getContainer(machineId).exec({ Cmd: [...argv], AttachStdout: true, AttachStderr: true, ...bound }),
  );
  const collected = await engine.call(options, async (_, bound) =>
    collect(await exec.start({ Detach: false, ...bound })),
  );
  return { exec, ...collected };
}

/** A process in a machine with its input and output in our hands, until its stream is closed. */
export async function attach(
  engine: Engine,
  machineId: string,
  wanted: Docker.ExecCreateOptions,
  options: Options,
): Promise<{ exec: Docker.Exec; stream: Duplex }> {
  const all = { AttachStdin: true, AttachStdout: true, AttachStderr: true };
  const exec = await engine.call(options, (docker, bound) =>
    docker.getContainer(machineId).exec({ ...all, ...wanted, ...bound }),
  );
  const stream = await engine.open(options, (_, bound) =>
    exec.start({ hijack: true, stdin: true, Tty: wanted.Tty ?? false, ...bound }),
  );
  return { exec, stream };
}

/** The engines know the code a moment after the output has ended. */
export async function exitCode(engine: Engine, exec: Docker.Exec, options: Options): Promise<number> {
  for (let check = 0; check < EXIT_CHECKS; check += 1) {
    const { Running, ExitCode } = await engine.call(options, (_, bound) => exec.inspect(bound));
    if (!Running && ExitCode !== null) return ExitCode;
    await new Promise((resolve) => setTimeout(resolve, EXIT_CHECK_MS));
  }
  throw new DriverError('engine', 'the engine does not say how the command ended', 'unknown');
}

/** Text of both outputs, each up to its bound. */
async function collect(stream: Readable): Promise<{ out: string; err: string }> {
  const kept = { out: [] as Buffer[], err: [] as Buffer[] };
  const room = { out: OUTPUT_BYTES, err: OUTPUT_BYTES };
  const take = demultiplexer((from, bytes) => {
    const fitting = bytes.subarray(0, room[from]);
    room[from] -= fitting.length;
    if (fitting.length > 0) kept[from].push(fitting);
  });
  try {
    for await (const chunk of stream) take(chunk as Buffer);
  } catch (cause) {
    throw driverError(cause, false);
  }
  return { out: Buffer.concat(kept.out).toString(), err: Buffer.concat(kept.err).toString() };
}
