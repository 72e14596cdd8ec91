import { randomUUID } from 'node:crypto';
import type Docker from 'dockerode';
import type { Options, Terminal } from '../../driver.ts';
import type { Engine } from '../engine.ts';
import { attach, exitCode, run } from '../exec.ts';

const MARK = 'PATCHBAY_TERMINAL';
const AFTERWARDS_MS = 10_000;
/** What a shell is said to have ended with when nobody can tell, such as after the loss of its host. */
const UNKNOWN_CODE = 255;

const SHELL = 'if command -v bash >/dev/null; then exec bash -l; else exec sh -l; fi';

/**
 * Ends what a terminal started: every process with its mark in the environment, and all of their sessions, since `su -`
 * takes the mark away and `setsid` leaves the session. A hangup first, so that editors can keep a copy.
 */
const END = `
mark=$1
all() {
  sessions=' '
  for file in /proc/[0-9]*/environ; do
    case $(tr '\\0' ' ' <"$file" 2>/dev/null) in *"$mark"*) ;; *) continue ;; esac
    pid=\${file#/proc/}; pid=\${pid%/environ}
    stat=$(cat "/proc/$pid/stat" 2>/dev/null) || continue
    set -- \${stat##*) }
    sessions="$sessions$4 "
  done
  for file in /proc/[0-9]*/stat; do
    stat=$(cat "$file" 2>/dev/null) || continue
    set -- \${stat##*) }
    [ "$1" = Z ] && continue
    case $sessions in *" $4 "*) pid=\${file#/proc/}; echo "\${pid%/stat}" ;; esac
  done
}
kill -HUP $(all) 2>/dev/null
sleep 0.1
for attempt in 1 2 3; do
  left=$(all)
  [ -z "$left" ] && exit 0
  kill -KILL $left 2>/dev/null
  sleep 0.1
done
`;

/** By exec: dockerode's attach writes its options into the program's input on Podman. */
export async function openTerminal(
  engine: Engine,
  machineId: string,
  size: { cols: number; rows: number },
  options: Options,
): Promise<Terminal> {
  const mark = `${MARK}=${randomUUID()}`;
  const wanted = { Cmd: ['sh', '-c', SHELL], Env: [mark, 'TERM=xterm-256color'], Tty: true };
  const { exec, stream } = await attach(engine, machineId, wanted, options);
  const exit = new Promise<void>((resolve) => {
    // A broken connection is an end like any other; whoever reads sees it by the close.
    stream
      .on('error', () => resolve())
      .once('end', resolve)
      .once('close', resolve);
  }).then(async () => {
    stream.destroy();
    return exitCode(engine, exec, afterwards()).catch(() => UNKNOWN_CODE);
  });
  const resize = (to: { cols: number; rows: number }) => resizeTo(engine, exec, to, afterwards());
  await resizeTo(engine, exec, size, options);
  return {
    io: stream,
    resize,
    exit,
    // An exec'd terminal outlives its client on both engines.
    kill: async () => {
      try {
        await run(engine, machineId, ['sh', '-c', END, 'end', mark], afterwards());
      } finally {
        stream.destroy();
      }
    },
  };
}

async function resizeTo(
  engine: Engine,
  exec: Docker.Exec,
  { cols, rows }: { cols: number; rows: number },
  options: Options,
): Promise<void> {
  await engine.call(options, async (_, bound) => {
    try {
      await exec.resize({ w: cols, h: rows, ...bound });
    } catch (cause) {
      // Podman says 201, which dockerode takes for a failure.
      if ((cause as { statusCode?: number }).statusCode !== 201) throw cause;
    }
  });
}

/** Calls after the opening have no caller's signal, and a bound all the same. */
function afterwards(): Options {
  return { signal: AbortSignal.timeout(AFTERWARDS_MS) };
}
