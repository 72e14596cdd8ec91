import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { DriverError, type ImageSpec } from '../../driver.ts';
import { buildImage } from './build.ts';
import { baseOf, fileName, imageName } from './image.ts';
import { unlessAborted } from './waiting.ts';

interface Store {
  /** Made when it is missing. */
  readonly folder: string;
  readonly log: Logger;
  /** Where packages come from, in mmdebstrap's words; the public archive where nothing is given. */
  readonly mirror?: string;
  /** When a build is given up. */
  readonly buildMs?: number;
}

/** On a busy machine with a slow network a bare system took two minutes. */
const BUILD_MS = 15 * 60_000;

/**
 * Gives the path of an image as a docker-archive, and makes it once when it is missing. Callers who ask for the same share
 * one build, which goes on when they give up, so that asking again finds it done. Builds follow one another: each wants
 * a whole processor. Throws DriverError `image-missing`, or `timeout` when the signal ends the wait.
 */
export function imageStore({ folder, log, mirror, buildMs = BUILD_MS }: Store) {
  const running = new Map<string, Promise<string>>();
  let last: Promise<unknown> = Promise.resolve();

  const build = async (spec: ImageSpec): Promise<string> => {
    const image = imageName(spec);
    const started = performance.now();
    const say = (step: string) => log.info({ image, step }, 'making an image');
    try {
      const file = await buildImage(spec, { folder, mirror, say, signal: AbortSignal.timeout(buildMs) });
      const ms = Math.round(performance.now() - started);
      log.info({ image, ms, bytes: (await stat(file)).size }, 'made an image');
      return file;
    } catch (error) {
      log.warn({ image, err: error }, 'made no image');
      if (error instanceof DriverError) throw error;
      const reason = 'The image could not be made: the log of the server says why.';
      throw new DriverError('image-missing', reason, 'not-done');
    }
  };

  return async (spec: ImageSpec, signal: AbortSignal): Promise<string> => {
    baseOf(spec.os);
    const file = path.join(folder, fileName(spec));
    if (existsSync(file)) return file;
    let work = running.get(file);
    if (!work) {
      work = last.then(() => build(spec)).finally(() => running.delete(file));
      running.set(file, work);
      last = work.catch((error: unknown) =>
        log.warn({ image: imageName(spec), err: error }, 'made no image'),
      );
    }
    return await unlessAborted(work, signal);
  };
}
