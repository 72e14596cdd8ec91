import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { check, obstacle } from '../src/constraints/index.ts';
import { MAX_COMPONENTS, MAX_DEPTH, MAX_TOTAL_COPIES } from '../src/design/index.ts';
import { abstraction, catalogWith, design, type DesignBuilder } from './builders.ts';

const lab = abstraction(
  'lab',
  { pc: { type: 'x86-pc', count: 10 }, hub: { type: 'switch-64' } },
  { joins: [['pc.eth', 'hub.port']], ports: { up: 'hub.port' } },
);
const misfit = abstraction('misfit', { pc: { type: 'x86-pc' }, os: { type: 'solaris-8', host: 'pc' } });
const round = abstraction('round', { one: { type: 'round' } });
const stack = abstraction('stack', { os: { type: 'debian-12' }, web: { type: 'apache-2-4', host: 'os' } });
const pile = abstraction('pile', { pc: { type: 'x86-pc', count: 4096 } });
const catalog = catalogWith(lab, misfit, round, stack, pile);

describe('rules look into abstractions', () => {
  it.each<[string, DesignBuilder, string[]]>([
    ['S2: one that is shipped is fine', design().part('x', 'easy-word-processing', { count: 3 }), []],
    [
      'labs on a switch are fine',
      design().part('x', 'lab', { count: 2 }).part('n', 'switch-64').join('x.up', 'n'),
      [],
    ],
    ['a stack on a machine is fine', design().part('m', 'server-x86-64').part('x', 'stack', { on: 'm' }), []],
    ['a stack that stands alone is not on anything yet', design().part('x', 'stack'), ['HOST-3 c-x.0']],
    ['what does not fit inside is named', design().part('x', 'misfit'), ['ARCH-1 c-x.1 c-x.0']],
    [
      'nothing is hosted on an abstraction',
      design().part('x', 'easy-word-processing').part('s', 'navigator-4', { on: 'x' }),
      ['HOST-3 c-s'],
    ],
    [
      'a port that is none',
      design().part('x', 'lab').part('n', 'switch-64').join('x.gone', 'n'),
      ['LINK-1 c-x.0 c-n l-1'],
    ],
    ['an abstraction that contains itself cannot be judged', design().part('x', 'round'), ['ABS-1 c-x']],
    ['more PCs than the switch inside has ports', design().part('x', 'full'), ['PORT-1 c-x.1 port']],
  ])('%s', (_, { document }, expected) => {
    const full = {
      ...lab,
      id: 'full',
      parts: lab.parts.map((part) => (part.name === 'pc' ? { ...part, count: 65 } : part)),
    };
    const world = { ...catalog, abstractions: [...catalog.abstractions, full] };
    const obstacles = check(document, world).filter(({ obstructs }) => obstructs);
    expect(obstacles.map(({ id }) => id)).toEqual(expected);
    expect(obstacle(document, world)?.id).toBe(expected[0]);
  });

  it('S2: a PC of the shipped abstraction is plugged in by its own port', () => {
    const built = design()
      .part('x', 'easy-word-processing', { count: 65 })
      .part('n', 'switch-64')
      .join('x.eth', 'n');
    const ids = check(built.document, shippedCatalog).map(({ id }) => id);
    expect(ids).toEqual(['PORT-1 c-n port']);
  });
});

describe('ABS-1: more than a design may have', () => {
  const wide = abstraction(
    'wide',
    Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`s${n}`, { type: 'switch-64' }])),
    { joins: Array.from({ length: 400 }, (_, n) => [`s${n % 200}.port`, `s${(n + 1) % 200}.port`]) },
  );
  const world = { ...catalog, abstractions: [...catalog.abstractions, wide] };
  const found = ({ document }: DesignBuilder) =>
    check(document, world).map(({ id, headline, because, fixes }) => [
      id,
      headline.code,
      ...because.map(({ values }) => values['most']),
      ...fixes.map(({ action: { code, values } }) => [code, values['count']].join(' ').trim()),
    ]);

  it.each<[string, DesignBuilder, unknown]>([
    [
      'parts: as many copies as there is room for',
      design().part('x', 'wide', { count: 61 }),
      [['ABS-1 c-x', 'large.components.headline', MAX_COMPONENTS, 'count.action 60', 'remove.action']],
    ],
    [
      'copies',
      design().part('x', 'stack', { count: 4096 }).part('y', 'pile', { count: 5 }),
      [['ABS-1 c-y', 'large.copies.headline', MAX_TOTAL_COPIES, 'count.action 2', 'remove.action']],
    ],
    [
      'levels',
      design().part('x', 'round', { count: 2 }),
      [['ABS-1 c-x', 'large.depth.headline', MAX_DEPTH, 'remove.action']],
    ],
    [
      'of what is too large together the largest is named',
      design().part('x', 'wide', { count: 31 }).part('y', 'wide', { count: 30 }),
      [['ABS-1 c-x', 'large.components.headline', MAX_COMPONENTS, 'count.action 30', 'remove.action']],
    ],
    [
      'what is too large by itself is the one that is named',
      design().part('x', 'wide', { count: 61 }).part('y', 'stack'),
      [['ABS-1 c-x', 'large.components.headline', MAX_COMPONENTS, 'count.action 59', 'remove.action']],
    ],
  ])('%s', (_, built, expected) => {
    expect(found(built)).toEqual(expected);
  });
});
