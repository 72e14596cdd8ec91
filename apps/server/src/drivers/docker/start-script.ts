import type { MachineSpec } from '../driver.ts';

/**
 * The main process of a machine, in the shell that every image has. It writes the services' files, starts the services in
 * order, starts again what ended, passes TERM on and, being process 1, reaps what others left (`wait` does, in every
 * shell). It comes as an argument of the machine, so there is no moment at which a machine exists without it.
 *
 * Arguments: the number of files, then path and content of each, then name and command of each service.
 */
const SCRIPT = `
files=$1; shift
while [ "$files" -gt 0 ]; do
  mkdir -p "$(dirname "$1")" && printf %s "$2" >"$1"
  shift 2; files=$((files - 1))
done
# Where memory runs out, the kernel ends a service rather than process 1 and with it the machine.
keep() {
  echo 500 >/proc/self/oom_score_adj
  while :; do
    sh -c "$2"
    echo "$1 ended with $?; started again in 1 s" >&2
    sleep 1
  done
}
# To all but process 1, keepers included, so nothing is started again; then as long as something still ends.
end() {
  trap - TERM
  kill -TERM -1 2>/dev/null
  while set -- /proc/[0-9]*; [ $# -gt 1 ]; do sleep 0.1; done
  exit 0
}
trap end TERM
while [ $# -gt 0 ]; do
  keep "$1" "$2" &
  shift 2
done
while :; do
  sleep 3600 &
  wait $!
done
`;

/** Linux takes no longer argument. */
export const ARGUMENT_BYTES = 128 * 1024 - 1;

export function startCommand(spec: Pick<MachineSpec, 'services'>): string[] {
  const files = spec.services.flatMap((service) => service.files);
  return [
    'sh',
    '-c',
    SCRIPT,
    'patchbay',
    String(files.length),
    ...files.flatMap(({ path, content }) => [path, content]),
    ...spec.services.flatMap(({ name, command }) => [name, command]),
  ];
}
