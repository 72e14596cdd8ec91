import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long something that must come to hold may take; far more than it needs. */
const PATIENCE_MS = 30_000;

/** Waits until something holds; fails with a sentence that says what did not come. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const limit = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > limit) throw new Error(`It never came to hold: ${what}`);
    await sleep(25);
  }
}

/** A process and everything it started, and that started. */
export function family(pid: number): number[] {
  const parents = parentsOfAll();
  const found = [pid];
  for (const member of found) {
    for (const [child, parent] of parents) if (parent === member) found.push(child);
  }
  return found;
}

/** Waits until none of these processes is left. */
export async function untilGone(pids: number[]): Promise<void> {
  await until(`processes ${pids.join(', ')} have ended`, () => !pids.some(isRunning));
}

/** False for a zombie as well: it only waits for its parent to read its end. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return statOf(pid)?.state !== 'Z';
}

function parentsOfAll(): [number, number][] {
  if (existsSync('/proc/self/stat')) {
    return readdirSync('/proc').flatMap((name): [number, number][] => {
      const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null;
      return stat ? [[Number(name), stat.parent]] : [];
    });
  }
  const lines = execFileSync('ps', ['-Ao', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    return [pid, parent];
  });
}

function statOf(pid: number): { state: string; parent: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return null;
  }
}
