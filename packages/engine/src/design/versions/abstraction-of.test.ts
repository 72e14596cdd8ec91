import {
  MAX_ABSTRACTION_PARTS,
  MAX_ABSTRACTION_PORTS,
  shippedCatalog,
  type Catalog,
} from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { design, type DesignBuilder } from '../../../test/builders.ts';
import { counter, heading, LINE, lineNo } from '../../../test/sheets.ts';
import {
  abstractionOf,
  chooseParts,
  fromSelection,
  MAX_COUNT,
  MAX_DEPTH,
  replaceBy,
  unsavedBecause,
  versionType,
  withAbstractions,
  type Heading,
  type Unsaved,
} from '../index.ts';

const pcs = (n: number): DesignBuilder =>
  Array.from({ length: n }, (_, k) => `pc${k}`).reduce((at, name) => at.part(name, 'x86-pc'), design());
const chosen = (part: string, property: string, more: Partial<Heading['parameters'][number]> = {}) => ({
  name: 'chosen',
  label: 'Chosen',
  targets: [{ part, property }],
  changeable: false,
  ...more,
});
const port = (n: number, part = 'c-pc0', name = 'eth') => ({ name: `p${n}`, label: 'p', part, port: name });

/** Abstractions that each hold the one before, so many deep. */
function towerOf(depth: number): Catalog {
  let catalog = shippedCatalog;
  for (let n = 0; n < depth; n += 1) {
    const inner = n === 0 ? 'x86-pc' : versionType(lineNo(n - 1), 1);
    const { document } = design().part('in', inner);
    catalog = withAbstractions(catalog, [abstractionOf(document, heading(versionType(lineNo(n), 1)))]);
  }
  return catalog;
}

describe('what cannot be a version, and why', () => {
  it.each<[string, DesignBuilder, Partial<Heading>, Unsaved | null]>([
    ['one part', pcs(1), {}, null],
    ['no part', design(), {}, 'nothing'],
    ['as many parts as there may be', pcs(MAX_ABSTRACTION_PARTS), {}, null],
    ['one more', pcs(MAX_ABSTRACTION_PARTS + 1), {}, 'too-many'],
    [
      'as many ports as there may be',
      pcs(1),
      { ports: Array.from({ length: MAX_ABSTRACTION_PORTS }, (_, n) => port(n)) },
      null,
    ],
    [
      'one more port',
      pcs(1),
      { ports: Array.from({ length: MAX_ABSTRACTION_PORTS + 1 }, (_, n) => port(n)) },
      'too-many-ports',
    ],
    ['a type that is not there', design().part('a', 'abacus'), {}, 'unknown'],
    ['a port that is not there', pcs(1), { ports: [port(0, 'c-pc0', 'nose')] }, 'port'],
    ['a parameter of what is not there', pcs(1), { parameters: [chosen('c-gone', 'cpu')] }, 'parameter'],
    [
      'a parameter of different units',
      pcs(1),
      {
        parameters: [
          chosen('c-pc0', 'memoryMiB', {
            targets: [
              { part: 'c-pc0', property: 'memoryMiB' },
              { part: 'c-pc0', property: 'diskGiB' },
            ],
          }),
        ],
      },
      'parameter',
    ],
    [
      'a parameter without room',
      pcs(1),
      { parameters: [chosen('c-pc0', 'count', { min: 9, max: 3 })] },
      'parameter',
    ],
    [
      'a parameter of two values, without saying which',
      design().part('a', 'x86-pc', { count: 2 }).part('b', 'x86-pc'),
      {
        parameters: [
          chosen('c-a', 'count', {
            targets: [
              { part: 'c-a', property: 'count' },
              { part: 'c-b', property: 'count' },
            ],
          }),
        ],
      },
      'unequal',
    ],
    [
      'more than a design may come to',
      design().part('a', 'office-network', { count: MAX_COUNT }),
      {},
      'too-large',
    ],
  ])('%s', (_, { document }, more, expected) => {
    const version = abstractionOf(document, heading(versionType(LINE, 1), more));
    expect(unsavedBecause(version, shippedCatalog)).toBe(expected);
  });

  it.each([
    ['as deep as may be', MAX_DEPTH - 1, null],
    ['one deeper', MAX_DEPTH, 'too-large'],
  ])('%s', (_, depth, expected) => {
    const { document } = design().part('in', versionType(lineNo(depth - 1), 1));
    const version = abstractionOf(document, heading(versionType(LINE, 1)));
    expect(unsavedBecause(version, towerOf(depth))).toBe(expected);
  });

  it('another version of itself, also inside of something else', () => {
    const first = abstractionOf(pcs(1).document, heading(versionType(LINE, 1)));
    const around = abstractionOf(design().part('in', first.id).document, heading(versionType(lineNo(7), 1)));
    const catalog = withAbstractions(shippedCatalog, [first, around]);
    const next = abstractionOf(design().part('in', around.id).document, heading(versionType(LINE, 2)));
    expect(unsavedBecause(next, catalog)).toBe('itself');
  });
});

describe('a selection', () => {
  const tower = design()
    .part('m', 'server-x86-64')
    .part('n', 'server-x86-64')
    .part('o', 'debian-12', { on: 'm' })
    .part('p', 'debian-12', { on: 'n' })
    .part('s', 'nginx-1-22', { on: 'o' });

  it.each([
    ['nothing', [], 'nothing'],
    ['what is gone', ['c-gone'], 'nothing'],
    ['systems of two machines', ['c-o', 'c-p'], 'tower'],
    ['a machine and the system of another', ['c-m', 'c-p'], 'tower'],
  ])('of %s is refused', (_, ids, refused) => {
    expect(chooseParts(tower.document, ids)).toEqual({ refused });
  });

  it('of a system with its software stands on the same machine afterwards', () => {
    const saving = fromSelection(
      tower.document,
      ['c-o'],
      shippedCatalog,
      heading(versionType(LINE, 1)),
      counter('n'),
    );
    expect(saving).toMatchObject({
      edit: { edits: [{ do: 'remove' }, { do: 'add', components: [{ host: 'c-m' }] }] },
    });
  });

  it('that is gone by the time that it is saved stays as it is', () => {
    const choice = chooseParts(tower.document, ['c-o']);
    if ('refused' in choice) throw new Error(choice.refused);
    const version = abstractionOf(choice.source, heading(versionType(LINE, 1)));
    expect(replaceBy(design().document, choice, version, counter('n'))).toEqual({ refused: 'gone' });
  });

  it('exposes the ports by which it is joined, by their names, and by their parts where these are alike', () => {
    const joined = design()
      .part('hub', 'switch-8')
      .part('front', 'x86-pc')
      .part('back', 'x86-pc')
      .join('front', 'hub')
      .join('back', 'hub');
    const portsOf = (...ids: string[]) => {
      const saving = fromSelection(joined.document, ids, shippedCatalog, heading('x'), counter('n'));
      return 'refused' in saving ? [] : saving.abstraction.ports.map(({ name, part }) => [name, part]);
    };
    expect([portsOf('c-front'), portsOf('c-front', 'c-back'), portsOf('c-hub')]).toEqual([
      [['eth', 'c-front']],
      [
        ['front', 'c-front'],
        ['back', 'c-back'],
      ],
      [['port', 'c-hub']],
    ]);
  });
});

it('a part that leaves and comes back has its number again, and a new one has none of before', () => {
  const v1 = abstractionOf(design().part('a', 'x86-pc').part('b', 'x86-pc').document, heading('v1'));
  const v2 = abstractionOf(design().part('a', 'x86-pc').document, heading('v2'), [v1]);
  const v3 = abstractionOf(design().part('b', 'x86-pc').part('c', 'x86-pc').document, heading('v3'), [
    v1,
    v2,
  ]);
  expect(v3.parts.map(({ name, no }) => [name, no])).toEqual([
    ['c-b', 1],
    ['c-c', 2],
  ]);
});
