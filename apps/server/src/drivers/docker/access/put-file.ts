import { posix } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';
import { DriverError, type Options } from '../../driver.ts';
import type { Engine } from '../engine.ts';
import { run } from '../exec.ts';

const IS_FOLDER = 3;
/** An engine unpacks only into a folder that exists, and would put the file in place of a folder with all that is in it. */
const PREPARE = `[ ! -d "$2" ] || exit ${IS_FOLDER}; mkdir -p "$1"`;

/** One file, in a folder that is made if need be; so the machine has to run. */
export async function putFile(
  engine: Engine,
  id: string,
  path: string,
  file: { readonly size: number; readonly content: Readable },
  options: Options,
): Promise<void> {
  const folder = posix.dirname(path);
  const { code, err } = await run(engine, id, ['sh', '-c', PREPARE, 'put', folder, path], options);
  if (code === IS_FOLDER) throw new DriverError('invalid', `${path} is a folder`, 'not-done');
  if (code !== 0) throw new DriverError('denied', err.trim(), 'not-done');
  const tar = pack();
  const header = { name: posix.basename(path), size: file.size, mode: 0o644, uid: 0, gid: 0 };
  // Fails when there is more or less of it than was said, and the archive with it.
  pipeline(file.content, tar.entry(header) as unknown as Writable).then(
    () => tar.finalize(),
    (cause: unknown) => tar.destroy(cause as Error),
  );
  const archive = Readable.from(tar);
  const place = { path: folder, noOverwriteDirNonDir: 'true' };
  try {
    await engine.call(options, (docker, bound) =>
      docker.getContainer(id).putArchive(archive, { ...place, ...bound }),
    );
  } finally {
    archive.destroy();
    tar.destroy();
  }
}
