import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { pack, type Pack } from 'tar-stream';
import { imageName } from '../../src/drivers/docker/images/image.ts';
import type { ImageSpec } from '../../src/drivers/driver.ts';

export const TEST_IMAGE: ImageSpec = { os: 'test', packages: [] };

const BUSYBOX = '/bin/busybox';
/** From this machine's own Debian: the shells are those that real images have. */
const PROGRAMS = ['/bin/bash', '/bin/dash'];
const APPLETS = [
  'awk cat chmod cp cut date dd dirname echo env false grep head hostname httpd id ip kill ln ls mkdir mknod mv nc',
  'nslookup ping printf ps pwd rm sed seq setsid sha256sum sleep stty tail tar tee test touch tr true tty wc wget yes',
].flatMap((line) => line.split(' '));

/** A few megabytes instead of a distribution: the suite builds it in no time and no registry is needed. */
export async function testImage(folder: string, image = TEST_IMAGE): Promise<string> {
  const layer = await layerOf();
  const layerId = createHash('sha256').update(layer).digest('hex');
  const config = JSON.stringify({
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config: { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], Cmd: ['sh'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layerId}`] },
  });
  const configId = createHash('sha256').update(config).digest('hex');
  const manifest = [
    { Config: `${configId}.json`, RepoTags: [imageName(image)], Layers: [`${layerId}/layer.tar`] },
  ];
  const archive = pack();
  archive.entry({ name: `${layerId}/layer.tar` }, layer);
  archive.entry({ name: `${configId}.json` }, config);
  archive.entry({ name: 'manifest.json' }, JSON.stringify(manifest));
  archive.finalize();
  const file = path.join(folder, `${configId}.tar`);
  await pipeline(archive, createWriteStream(file));
  return file;
}

async function layerOf(): Promise<Buffer> {
  const layer = pack();
  for (const name of ['bin', 'etc', 'lib', 'lib64', 'proc', 'root', 'run', 'sys', 'tmp', 'usr', 'var'])
    layer.entry({ name: `${name}/`, type: 'directory', mode: name === 'tmp' ? 0o1777 : 0o755 });
  addFile(layer, BUSYBOX, BUSYBOX);
  const files = new Set(PROGRAMS.flatMap((program) => [program, ...librariesOf(program)]));
  for (const file of files) addFile(layer, file, realpathSync(file));
  for (const name of APPLETS) layer.entry({ name: `bin/${name}`, type: 'symlink', linkname: 'busybox' });
  layer.entry({ name: 'bin/sh', type: 'symlink', linkname: 'dash' });
  layer.entry({ name: 'etc/passwd' }, 'root:x:0:0:root:/root:/bin/bash\n');
  layer.entry({ name: 'etc/group' }, 'root:x:0:\n');
  layer.finalize();
  return buffer(layer);
}

function addFile(layer: Pack, place: string, file: string): void {
  layer.entry({ name: place.slice(1), mode: 0o755 }, readFileSync(file));
}

function librariesOf(program: string): string[] {
  const listed = execFileSync('ldd', [program], { encoding: 'utf8' });
  return [...listed.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map((match) => match[1] ?? '');
}
