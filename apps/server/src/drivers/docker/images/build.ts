import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ImageSpec } from '../../driver.ts';
import { writeArchive } from './archive.ts';
import { addedArguments, bareArguments, bootstrap, type Source } from './bootstrap.ts';
import { baseOf, ESSENTIALS, fileName, imageName, packagesOf } from './image.ts';
import { listingOf, writeLayer } from './layer.ts';

interface Workshop {
  /** Made when it is missing. */
  readonly folder: string;
  /** Where packages come from, in mmdebstrap's words; the public archive where nothing is given. */
  readonly mirror: string | undefined;
  readonly say: (step: string) => void;
  readonly signal: AbortSignal;
}

const PART = '.part';
/** Older than any build: what a crash left behind. */
const LEFT_MS = 3_600_000;

/** Makes the archive of one image, and the base of its system where that is missing. Gives its path. */
export async function buildImage(spec: ImageSpec, shop: Workshop): Promise<string> {
  await mkdir(shop.folder, { recursive: true });
  await removeLeft(shop.folder);
  const source: Source = { suite: baseOf(spec.os).suite, mirror: shop.mirror };
  const base = await once(path.join(shop.folder, baseName(spec.os)), async (part) => {
    const write = (tar: Readable) => pipeline(tar, createWriteStream(part));
    await bootstrap(bareArguments(source, ESSENTIALS), shop, write);
    // It is kept for long: one that cannot be read would spoil every image after it.
    await listingOf(createReadStream(part));
  });
  return await once(path.join(shop.folder, fileName(spec)), async (part) => {
    const name = imageName(spec);
    const packages = packagesOf(spec);
    if (packages.length === 0) return await writeArchive(name, [base], createWriteStream(part));
    const layer = `${part}.layer${PART}`;
    try {
      await writeAdded(base, packages, layer, source, shop);
      await writeArchive(name, [base, layer], createWriteStream(part));
    } finally {
      await rm(layer, { force: true });
    }
  });
}

async function writeAdded(
  base: string,
  packages: readonly string[],
  layer: string,
  source: Source,
  shop: Workshop,
): Promise<void> {
  const listing = await listingOf(createReadStream(base));
  await bootstrap(addedArguments(source, path.basename(base), packages), shop, (tar) =>
    writeLayer(listing, tar, createWriteStream(layer)),
  );
}

/**
 * A file comes into being complete, and is never replaced: another process may have been faster, and a layer fits only
 * the very base that it was made on.
 */
async function once(file: string, write: (part: string) => Promise<void>): Promise<string> {
  if (existsSync(file)) return file;
  const part = `${file}.${randomUUID()}${PART}`;
  try {
    await write(part);
    await link(part, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(part, { force: true });
  }
  return file;
}

function baseName(os: string): string {
  const made = createHash('sha256')
    .update(JSON.stringify([os, ESSENTIALS]))
    .digest('hex')
    .slice(0, 12);
  return `${os}-base-${made}.tar`;
}

async function removeLeft(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(PART)) continue;
    const file = path.join(folder, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Infinity }));
    if (mtimeMs < Date.now() - LEFT_MS) await rm(file, { force: true });
  }
}
