import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';

/** The engines' word for what this machine runs, where Node.js has another. */
const ARCHITECTURE: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

/** Services find UTF-8; without it a database is created that takes bytes for characters. */
const ENVIRONMENT = ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'LANG=C.UTF-8'];

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Writes what `docker save` writes: layers, a configuration that names each by the digest of its bytes, and a manifest
 * (Docker image specification v1.2). Layers are tar files, the lowest first; they are streamed, never held.
 */
export async function writeArchive(name: string, layers: readonly string[], to: Writable): Promise<void> {
  const archive = pack();
  const add = async (file: string, from: string) => {
    const { size } = await stat(from);
    const digest = createHash('sha256');
    const digesting = new Transform({
      transform(chunk: Buffer, _, done) {
        digest.update(chunk);
        done(null, chunk);
      },
    });
    const entry = archive.entry({ name: file, size, mtime: EPOCH }) as unknown as Writable;
    await pipeline(createReadStream(from), digesting, entry);
    return `sha256:${digest.digest('hex')}`;
  };
  const fill = async () => {
    const files = layers.map((_, n) => `layer-${n}/layer.tar`);
    const digests: string[] = [];
    for (const [n, layer] of layers.entries()) digests.push(await add(files[n]!, layer));
    const config = JSON.stringify(configOf(digests));
    const Config = `${sha256(config)}.json`;
    archive.entry({ name: Config, mtime: EPOCH }, config);
    const manifest = JSON.stringify([{ Config, RepoTags: [name], Layers: files }]);
    archive.entry({ name: 'manifest.json', mtime: EPOCH }, manifest);
    archive.finalize();
  };
  await Promise.all([
    pipeline(archive, to),
    fill().catch((error: unknown) => {
      archive.destroy(error as Error);
      throw error;
    }),
  ]);
}

/** The same layers give the same image, whenever they are wrapped. */
const EPOCH = new Date(0);

function configOf(digests: readonly string[]) {
  const created = EPOCH.toISOString();
  return {
    architecture: ARCHITECTURE[process.arch] ?? process.arch,
    os: 'linux',
    created,
    config: { Env: ENVIRONMENT, Cmd: ['/bin/bash'] },
    rootfs: { type: 'layers', diff_ids: digests },
    history: digests.map(() => ({ created })),
  };
}
