import { DriverError, type Answer, type Key, type Located, type Options } from '../driver.ts';
import type { Engine, Engines } from './engine.ts';
import { outputOf } from './exec.ts';
import { findMachine, withMachine } from './machines.ts';
import { LABEL } from './names.ts';
import { inParallel } from './parallel.ts';

const READY = 'ready';
/** Each port in turn, from inside: engines' own health checks never run on a Podman without systemd. */
const ANSWERS = `for port; do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || exit 1; done; echo ${READY}`;

export function readyMachines(
  engines: Engines,
  owner: string,
  machines: readonly Located[],
  options: Options,
): Promise<Answer[]> {
  return inParallel(machines, async ({ host, key }) =>
    answerOf(await engines(host, options), owner, key, options),
  );
}

/** A host that does not answer is an error. */
async function answerOf(engine: Engine, owner: string, key: Key, options: Options): Promise<Answer> {
  try {
    const out = await withMachine(engine, owner, key, options, async ({ id, labels }) => {
      const ports = (labels[LABEL.ports] ?? '').split(' ').filter(Boolean);
      // Without a port it is enough that a command runs, which also tells a machine that only seems to run.
      const argv = ports.length > 0 ? ['bash', '-c', ANSWERS, READY, ...ports] : ['echo', READY];
      return (await outputOf(engine, id, argv, options)).out;
    });
    if (out.trim() === READY) return 'ready';
  } catch (cause) {
    if (!(cause instanceof DriverError && ['not-found', 'lost', 'engine'].includes(cause.code))) throw cause;
  }
  return (await isLost(engine, key, options)) ? 'lost' : 'silent';
}

/**
 * Podman says `running` for ever of a machine whose main process and monitor both died; its list of processes is empty
 * then. Docker's own shim watches, so it is not asked.
 */
async function isLost(engine: Engine, key: Key, options: Options): Promise<boolean> {
  if (!engine.podman) return false;
  const machine = await findMachine(engine, key, options);
  if (!machine?.State.Running) return false;
  try {
    const top = await engine.call(options, (docker, bound) => docker.getContainer(machine.Id).top(bound));
    return (top.Processes?.length ?? 0) === 0;
  } catch (error) {
    // A machine that is gone or has stopped has none; an engine that does not answer says nothing about it.
    if (error instanceof DriverError && ['not-found', 'lost'].includes(error.code)) return true;
    throw error;
  }
}
