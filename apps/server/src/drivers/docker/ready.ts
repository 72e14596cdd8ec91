import { DriverError, type Key, type Located, type Options } from '../driver.ts';
import type { Engine, Engines } from './engine.ts';
import { run } from './exec.ts';
import { LABEL } from './names.ts';
import { requireMachine } from './machines.ts';
import { inParallel } from './parallel.ts';

/** Each port in turn, from inside: engines' own health checks never run on a Podman without systemd. */
const ANSWERS = 'for port; do (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || exit 1; done';

export function readyMachines(
  engines: Engines,
  owner: string,
  machines: readonly Located[],
  options: Options,
): Promise<boolean[]> {
  return inParallel(machines, async ({ host, key }) =>
    isReady(await engines(host, options), owner, key, options),
  );
}

/** A machine that is absent, switched off or does not answer is not ready; a host that does not answer is an error. */
async function isReady(engine: Engine, owner: string, key: Key, options: Options): Promise<boolean> {
  try {
    const { Id, State, Config } = await requireMachine(engine, owner, key, options);
    if (!State.Running) return false;
    const ports = (Config.Labels[LABEL.ports] ?? '').split(' ').filter(Boolean);
    // Without a port it is enough that a command runs, which also tells a machine that only seems to run.
    const argv = ports.length > 0 ? ['bash', '-c', ANSWERS, 'ready', ...ports] : ['true'];
    return (await run(engine, Id, argv, options)).code === 0;
  } catch (cause) {
    if (cause instanceof DriverError && ['not-found', 'lost', 'engine'].includes(cause.code)) return false;
    throw cause;
  }
}
