import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { HOUR, MINUTE } from '@patchbay/engine/time';

/** A size of machine: cores and memory. */
export interface Flavour {
  readonly id: string;
  readonly cpus: number;
  readonly memoryMiB: number;
}

/** What one customer asked for at once. */
export interface Batch {
  readonly flavours: readonly Flavour[];
  readonly lastsMs: number;
}

export interface Trace {
  readonly note: string;
  readonly batches: readonly Batch[];
}

/** A seeded generator of numbers in [0, 1): mulberry32. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Arrivals of the Azure trace of 2017, in batches of one tenant; without the folder, batches of about the same shape. */
export function readTrace(data: string | null): Trace {
  const folder = data === null ? null : path.join(data, 'azure-v1');
  return folder !== null && existsSync(folder) ? azure(folder) : generated();
}

function azure(folder: string): Trace {
  const read = (name: string) => gunzipSync(readFileSync(path.join(folder, name))).toString();
  const flavours = new Map(
    read('flav_map.txt.gz')
      .trim()
      .split('\n')
      .map((line) => {
        const [size = '', id = ''] = line.trim().split(' ');
        const [cpus = 1, gib = 1] = size.split(',').map(Number);
        return [id, { id, cpus, memoryMiB: gib * 1024 }] as const;
      }),
  );
  const sizes = batchesOf(read('v1.dev.txt.gz'));
  const lives = batchesOf(read('v1.dev.c2100000.txt.gz'));
  const batches = sizes.map((batch, n) => ({
    flavours: batch.map((id) => flavours.get(id) as Flavour),
    lastsMs: lifeOf(lives[n]?.[0] ?? 'C'),
  }));
  return { note: 'azure-v1', batches };
}

/** Each line has an instant and what came then, its batches set apart by `|`. */
const batchesOf = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .flatMap((line) => line.slice(line.indexOf(' ') + 1).split('|'))
    .map((batch) => batch.split(',').filter(Boolean))
    .filter((batch) => batch.length > 0);

/** The trace has bins of lifetimes, `C` for what outlived it; here a bin is a third longer than the one before, from 15 minutes on. */
const lifeOf = (bin: string): number =>
  bin.startsWith('C') ? 30 * 24 * HOUR : Math.min(30 * 24 * HOUR, 15 * MINUTE * 1.33 ** Number(bin.slice(1)));

function generated(): Trace {
  const next = chance(7);
  const sizes = [
    { id: 'b', cpus: 1, memoryMiB: 1792 },
    { id: 'g', cpus: 2, memoryMiB: 3584 },
    { id: 'i', cpus: 4, memoryMiB: 28_672 },
    { id: 'd', cpus: 16, memoryMiB: 114_688 },
  ];
  const flavour = () => {
    const drawn = next();
    return sizes[drawn < 0.6 ? 0 : drawn < 0.9 ? 1 : drawn < 0.99 ? 2 : 3] as Flavour;
  };
  const batches = Array.from({ length: 20_000 }, () => {
    const one = flavour();
    const count = 1 + Math.floor(-Math.log(1 - next()) * 2);
    return {
      flavours: Array.from({ length: count }, () => one),
      lastsMs: lifeOf(`U${Math.floor(next() * 24)}`),
    };
  });
  return { note: 'a generated input: no azure-v1 was given by --data', batches };
}
