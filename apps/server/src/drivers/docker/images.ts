import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { DriverError, type ImageSpec, type Options } from '../driver.ts';
import type { Engine } from './engine.ts';
import { unlessAbsent } from './errors.ts';
import { unlessAborted } from './images/waiting.ts';
import { imageName } from './images/image.ts';
import { builtByEngine } from './registry.ts';

export type ArchiveOf = (image: ImageSpec, signal: AbortSignal) => Promise<string>;

/** A first image takes minutes where the network is slow. */
const MAKING_MS = 20 * 60_000;
/** What is under way, by host and image. It goes on when those who asked give up, so that asking again finds it done. */
const underWay = new Map<string, Promise<void>>();

/** There, or under way: then this waits for as long as it may, and throws `timeout` with an unknown outcome. */
export async function ensureImage(
  engine: Engine,
  archiveOf: ArchiveOf,
  image: ImageSpec,
  options: Options,
): Promise<void> {
  if (await hasImage(engine, image, options)) return;
  const key = `${engine.host} ${imageName(image)}`;
  let work = underWay.get(key);
  if (!work) {
    work = bring(engine, archiveOf, image, { signal: AbortSignal.timeout(MAKING_MS) });
    underWay.set(key, work);
    work.catch(() => {}).finally(() => underWay.delete(key));
  }
  await unlessAborted(work, options.signal);
}

/**
 * Made by the engine itself where it reaches a registry; else loaded from an archive that was made here. (`import` would
 * do as well, but Podman 4.3 drops its tag.)
 */
async function bring(
  engine: Engine,
  archiveOf: ArchiveOf,
  image: ImageSpec,
  options: Options,
): Promise<void> {
  if ((await builtByEngine(engine, image, options)) && (await hasImage(engine, image, options))) return;
  const file = await archiveOf(image, options.signal);
  await access(file).catch(() => {
    throw new DriverError('image-missing', 'the archive of this image is not there', 'not-done');
  });
  const archive = createReadStream(file);
  try {
    await engine.call(options, async (docker, bound) => {
      const progress = await docker.loadImage(archive, { quiet: true, ...bound });
      progress.resume();
      await new Promise((resolve, reject) => progress.on('end', resolve).on('error', reject));
    });
  } finally {
    archive.destroy();
  }
  if (!(await hasImage(engine, image, options)))
    throw new DriverError('image-missing', 'the archive does not hold the image', 'not-done');
}

async function hasImage(engine: Engine, image: ImageSpec, options: Options): Promise<boolean> {
  const found = await unlessAbsent(
    engine.call(options, (docker) => docker.getImage(imageName(image)).inspect()),
  );
  return found !== undefined;
}
