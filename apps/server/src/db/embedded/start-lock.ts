import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const WAIT_MS = 90_000;
const POLL_MS = 50;

/**
 * Who a process is, in a form that a later process with the same number does not share.
 * Null when there is no such process.
 */
export function processMark(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ESRCH') return null;
  }
  return `${pid} ${startTime(pid)}`;
}

/** True while the process that once had this mark lives. */
export function isAlive(mark: string): boolean {
  const pid = Number(mark.split(' ')[0]);
  return Number.isInteger(pid) && pid > 0 && processMark(pid) === mark;
}

/** Field 22 of /proc/<pid>/stat; empty where there is no /proc, then the number alone must do. */
function startTime(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/**
 * Runs `work` while this process alone holds the lock file. Two first starts at once would otherwise both make a
 * cluster, and one would fail half way. A lock whose holder is dead is taken over.
 */
export async function withStartLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const mine = processMark(process.pid) ?? String(process.pid);
  const until = performance.now() + WAIT_MS;
  while (!take(file, mine)) {
    if (performance.now() > until) {
      throw new Error(`Another start of Patchbay has held ${file} for ${WAIT_MS / 1000} s.`);
    }
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function take(file: string, mine: string): boolean {
  try {
    fs.writeFileSync(file, mine, { flag: 'wx' });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
  clearDead(file, mine);
  return false;
}

/** Moves a dead holder's lock away. What was moved is read again: a third process may have been quicker. */
function clearDead(file: string, mine: string) {
  const holder = read(file);
  if (holder === null || holder === '' || isAlive(holder)) return;
  const aside = `${file}.${mine.replace(' ', '-')}`;
  try {
    fs.renameSync(file, aside);
    const moved = read(aside);
    if (moved !== holder && moved !== null) fs.linkSync(aside, file);
  } catch {
    // Somebody else cleared it; the next round sees how things stand.
  }
  fs.rmSync(aside, { force: true });
}

function read(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
