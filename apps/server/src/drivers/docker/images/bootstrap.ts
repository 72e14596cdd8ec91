import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { DriverError } from '../../driver.ts';

const PROGRAM = 'mmdebstrap';
const GRACE_MS = 10_000;

/** What a machine never reads: documents, and texts in other languages. What Debian's own slim images leave out too. */
const UNREAD = [
  'path-exclude=/usr/share/doc/*',
  'path-include=/usr/share/doc/*/copyright',
  'path-exclude=/usr/share/info/*',
  'path-exclude=/usr/share/locale/*',
  'path-exclude=/usr/share/man/*',
].map((rule) => `--dpkgopt=${rule}`);

const OUTPUT = [
  '--format=tar',
  // Engines bring their own devices, and the name and resolver of the machine that built it are nobody's business.
  '--skip=output/dev',
  '--customize-hook=rm -f "$1/etc/hostname" "$1/etc/resolv.conf"',
];

export interface Source {
  readonly suite: string;
  /** Where packages come from, in mmdebstrap's words; the public archive where nothing is given. */
  readonly mirror: string | undefined;
}

/** Arguments that print the root file system of a bare machine with these packages. */
export function bareArguments({ suite, mirror }: Source, packages: readonly string[]): string[] {
  return [
    '--variant=minbase',
    // Without it the merged layout is made by a program that brings all of Perl.
    '--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr',
    `--include=${['usr-is-merged', ...packages].join(',')}`,
    ...UNREAD,
    ...OUTPUT,
    suite,
    '-',
    ...(mirror ? [mirror] : []),
  ];
}

/** Arguments that print the root file system of `base`, a tar file in the working folder, with these packages added. */
export function addedArguments(
  { suite, mirror }: Source,
  base: string,
  packages: readonly string[],
): string[] {
  return [
    '--variant=custom',
    `--setup-hook=tar-in ${base} /`,
    `--include=${packages.join(',')}`,
    // The rules of `base` are among its files.
    ...OUTPUT,
    suite,
    '-',
    ...(mirror ? [mirror] : []),
  ];
}

interface Run {
  readonly folder: string;
  /** Told what it says about its progress. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs it in the folder and hands its output to `read`. It starts no service, works as root or in a user namespace, and
 * cleans up after itself when it is told to end.
 */
export async function bootstrap(
  args: readonly string[],
  { folder, say, signal }: Run,
  read: (tar: Readable) => Promise<void>,
): Promise<void> {
  if (signal.aborted) throw failure(signal.reason, signal);
  // In a process group of its own: when it fails it hangs up its whole group.
  const child = spawn(PROGRAM, args, { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const release = endGroupOn(signal, child);
  let complaint = '';
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.startsWith('E: ')) complaint = line.slice(3);
    if (/^[IWE]: /.test(line)) say(line.slice(3));
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', (error) => reject(failure(error, signal)));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(failure(new Error(complaint || `${PROGRAM} ended with ${code}`), signal));
    });
  });
  // Both are waited for; what failed first is why the other one did.
  const reading = read(child.stdout);
  const both = Promise.all([ended, reading]);
  await Promise.allSettled([ended, reading, both]);
  release();
  await both;
}

/**
 * Ends the whole group, since told alone it waits for what it runs. It then cleans up; what does not end in time is killed.
 * Gives what to call once all has ended.
 */
function endGroupOn(signal: AbortSignal, { pid }: ChildProcess): () => void {
  if (pid === undefined) return () => {};
  let timer: NodeJS.Timeout | undefined;
  const send = (name: NodeJS.Signals) => {
    try {
      process.kill(-pid, name);
    } catch {
      // It has ended.
    }
  };
  const end = () => {
    send('SIGTERM');
    timer = setTimeout(() => send('SIGKILL'), GRACE_MS);
  };
  signal.addEventListener('abort', end, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  };
}

function failure(error: unknown, signal: AbortSignal): DriverError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT')
    return new DriverError(
      'image-missing',
      `This host has no image for the machine. Let its engine reach a registry, or install ${PROGRAM} (apt-get install ${PROGRAM}) where Patchbay runs.`,
      'not-done',
    );
  if (signal.aborted) return new DriverError('timeout', 'Making the image took too long.', 'not-done');
  return new DriverError('image-missing', `The image could not be made: ${message}.`, 'not-done');
}
