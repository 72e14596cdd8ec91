import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const ROOM_BYTES = 4 * 1024 ** 3;

/** Memory where there is plenty: every new database flushes files, which on a disk takes most of a test's time. */
export function quickFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > ROOM_BYTES ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}
