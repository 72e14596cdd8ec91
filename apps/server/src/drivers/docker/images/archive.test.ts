import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeArchive } from './archive.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'archive-'));
});
afterAll(() => rm(folder, { recursive: true }));

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

async function archived(name: string, layers: Buffer[]): Promise<Map<string, Buffer>> {
  const files = layers.map((_, n) => path.join(folder, `${n}.tar`));
  for (const [n, layer] of layers.entries()) await writeFile(files[n]!, layer);
  const archive = path.join(folder, 'image.tar');
  await writeArchive(name, files, createWriteStream(archive));
  const found = new Map<string, Buffer>();
  const read = extract();
  createReadStream(archive).pipe(read);
  for await (const entry of read) found.set(entry.header.name, await buffer(entry));
  return found;
}

it('names its layers by the digest of their bytes, the lowest first', async () => {
  const layers = [Buffer.alloc(300_000, 'base'), Buffer.from('added')];
  const found = await archived('patchbay/debian-12:abc', layers);
  const [manifest] = JSON.parse(String(found.get('manifest.json'))) as [
    { Config: string; RepoTags: string[]; Layers: string[] },
  ];
  expect(manifest.RepoTags).toEqual(['patchbay/debian-12:abc']);
  expect(manifest.Layers.map((name) => found.get(name))).toEqual(layers);
  const config = found.get(manifest.Config)!;
  expect(manifest.Config).toBe(`${sha256(config)}.json`);
  expect(JSON.parse(String(config))).toMatchObject({
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => `sha256:${sha256(layer)}`) },
  });
});

it('is the same whenever it is made', async () => {
  const layers = [Buffer.from('base')];
  expect(await archived('patchbay/debian-12:a', layers)).toEqual(
    await archived('patchbay/debian-12:a', layers),
  );
});

it('fails when a layer is not there', async () => {
  const to = createWriteStream(path.join(folder, 'none.tar'));
  await expect(writeArchive('patchbay/debian-12:a', [path.join(folder, 'absent.tar')], to)).rejects.toThrow(
    'ENOENT',
  );
});
