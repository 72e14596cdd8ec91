import fs from 'node:fs';
import { presenceFile } from '../running.mjs';

export { findPort, running } from '../running.mjs';

/** The argument with which start.mjs says that it holds the other end of our stdin. */
const WITH_PARENT = '--with-parent';

/**
 * Says in the data directory where this app runs, so that the next start finds it (see `running`). `id` is what
 * GET /healthz answers as well.
 * @returns takes the notice down again; a notice that a later app has put up stays
 */
export function announce(dataDir: string, info: { id: string; url: string }): () => void {
  const file = presenceFile(dataDir);
  const presence = { ...info, pid: process.pid, startedAt: new Date().toISOString() };
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // Written aside and renamed: a reader never sees half of it.
  fs.writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(presence, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.${process.pid}`, file);
  return () => withdraw(file, info.id);
}

function withdraw(file: string, id: string) {
  try {
    const there = JSON.parse(fs.readFileSync(file, 'utf8')) as { id?: string };
    if (there.id === id) fs.rmSync(file);
  } catch {
    // Gone, or unreadable: then it says nothing anyway.
  }
}

/**
 * Calls back once when the process that started this one is gone, however it went: start.mjs holds a pipe to our
 * stdin, and its end is the sign. Without such a parent this does nothing.
 */
export function onParentGone(callback: () => void) {
  if (!process.argv.includes(WITH_PARENT)) return;
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    callback();
  };
  // The parent's terminal may be gone as well; a line that nobody reads must not cut the way out short.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.stdin.once('end', tell).once('close', tell).once('error', tell);
  process.stdin.resume();
}
