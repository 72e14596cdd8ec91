import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { design } from '../../test/builders.ts';
import { readFlat } from '../design/index.ts';
import { factsOf } from './index.ts';

const flat = (type: string, count = 1) =>
  readFlat(design().part('x', type, { count }).document, shippedCatalog);

describe('the facts of a template', () => {
  it.each([
    // type, parts, machines, networks, contents, systems
    ['easy-word-processing', 3, 1, 0, ['client'], ['windows']],
    ['e-mail-workplace', 3, 1, 0, ['client'], ['windows']],
    ['gpu-trainer', 5, 1, 0, ['gpu'], ['linux']],
    ['database-with-array', 5, 1, 1, ['database', 'storage'], ['linux']],
    // Two switches; the gateway is a way out of the first.
    ['three-tier-shop', 14, 7, 2, ['web', 'database', 'router'], ['linux']],
    ['class-room', 5, 31, 1, ['client'], ['linux']],
  ])('%s', (type, parts, machines, networks, contents, systems) => {
    expect(factsOf(flat(type))).toMatchObject({ parts, machines, networks, contents, systems });
  });

  it('count what every copy takes', () => {
    const [one, three] = [factsOf(flat('gpu-trainer')), factsOf(flat('gpu-trainer', 3))];
    expect([three.machines, three.cpus, three.memoryMiB]).toEqual([3, 3 * one.cpus, 3 * one.memoryMiB]);
  });

  it('look into abstractions within abstractions', () => {
    expect(factsOf(flat('search-platform')).machines).toBeGreaterThan(factsOf(flat('search-shard')).machines);
  });

  it('are nothing of an empty design', () => {
    expect(factsOf(readFlat(design().document, shippedCatalog))).toEqual({
      parts: 0,
      machines: 0,
      cpus: 0,
      memoryMiB: 0,
      networks: 0,
      contents: [],
      systems: [],
      systemNames: [],
    });
  });
});
