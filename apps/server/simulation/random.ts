/** A stream of numbers that depends on its seed alone. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  chance(probability: number): boolean;
  /** A whole number in [least, most]. */
  whole(least: number, most: number): number;
  /** One of some; there is at least one. */
  pick<T>(items: readonly T[]): T;
  /** A stream of its own, so that what is drawn for one purpose changes nothing for another. */
  fork(purpose: string): Random;
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded from the words of a text by FNV-1a. */
export function randomOf(seed: string): Random {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, fnv(seed)];
  const next = () => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let n = 0; n < 16; n += 1) next();
  return {
    next,
    chance: (probability) => next() < probability,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    fork: (purpose) => randomOf(`${seed}/${purpose}`),
  };
}

function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
