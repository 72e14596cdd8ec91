import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { design, typeOf, webDesign } from '../../test/builders.ts';
import {
  addAbstraction,
  applyEdit,
  bootSeconds,
  busyMilli,
  EMPTY_DESIGN,
  freeName,
  machineOf,
  newComponent,
  parseDesign,
  propertyValue,
  quantity,
  readySeconds,
  startSeconds,
  type Part,
} from './index.ts';

const partOf = (model: { byId: ReadonlyMap<string, Part> }, id: string) => model.byId.get(id) as Part;

describe('a document read beside its catalog', () => {
  it('is in the order of ids, whatever order the document has (CST-1)', () => {
    const { document } = webDesign();
    const turned = {
      ...document,
      components: Object.fromEntries(Object.entries(document.components).toReversed()),
    };
    expect(design(turned).model.parts.map((part) => part.component.id)).toEqual([
      'c-g',
      'c-m',
      'c-n',
      'c-o',
      'c-s',
    ]);
    expect(design(turned).model.parts).toEqual(webDesign().model.parts);
  });

  it('a part of an unknown type is set apart', () => {
    const { model } = design().part('a', 'abacus').part('m', 'x86-pc');
    expect(model.unknown.map(({ id }) => id)).toEqual(['c-a']);
    expect(model.parts.map((part) => part.component.id)).toEqual(['c-m']);
  });

  it.each([
    // set, asked, value
    [{}, 'memoryMiB', 256],
    [{ memoryMiB: 512 }, 'memoryMiB', 512],
    [{ memoryMiB: 0 }, 'memoryMiB', 0],
    [{ wheels: 4 }, 'wheels', undefined],
    [{}, 'toString', undefined],
  ])('a PC with %j: %s is %s', (properties, name, expected) => {
    const { model } = design().part('m', 'x86-pc', { properties });
    expect(propertyValue(partOf(model, 'c-m'), name)).toBe(expected);
    expect(quantity(partOf(model, 'c-m'), name)).toBe(expected ?? 0);
  });

  it('software ends up on the machine below its OS', () => {
    const { model } = webDesign();
    for (const id of ['c-s', 'c-o', 'c-m'])
      expect(machineOf(model, partOf(model, id))?.component.id).toBe('c-m');
    expect(machineOf(model, partOf(model, 'c-n'))).toBeUndefined();
    const alone = design().part('s', 'apache-2-4').model;
    expect(machineOf(alone, partOf(alone, 'c-s'))).toBeUndefined();
  });
});

describe('how long a start takes, and how busy a machine is', () => {
  it('a machine boots after itself, its OS and its software, one after the other', () => {
    const { model } = webDesign();
    // Server 3, Debian 4, Apache 2.
    expect(bootSeconds(model, partOf(model, 'c-m'))).toBe(9);
    expect(busyMilli(model, partOf(model, 'c-m'))).toBe(270);
  });

  it('networks come first, then machines side by side: the slowest counts, copies do not', () => {
    const two = webDesign().part('p', 'x86-pc', { count: 200 }).part('w', 'windows-98', { on: 'p' });
    // Gateway 2; PC 4 and Windows 98 6; then the web server, 9.
    expect(readySeconds(two.model)).toBe(2 + 10 + 9);
    expect(readySeconds(design().model)).toBe(0);
  });

  it('a machine waits for those that it is started after', () => {
    const model = design()
      .part('d', 'server-x86-64')
      .part('o', 'debian-12', { on: 'd' })
      .part('p', 'postgresql-15', { on: 'o' })
      .part('m', 'server-x86-64', { count: 2 })
      .part('n', 'debian-12', { on: 'm' })
      .part('a', 'nginx-1-22', { on: 'n' }).model;
    // A server 3 and Debian 4 on both; PostgreSQL 3 answers before the machine with nginx 2 is started.
    expect(startSeconds(model)).toEqual({ networks: 0, first: 3 + 4 + 3, last: 3 + 4 + 2 });
  });
});

describe('new parts', () => {
  it.each(shippedCatalog.types.map((type) => [type.id, type] as const))(
    '%s begins as a valid component',
    (_, type) => {
      const part = newComponent(type, 'a', { x: 1, y: 2 });
      expect(parseDesign({ ...EMPTY_DESIGN, components: { 'c-a': part } })).toMatchObject({ ok: true });
      expect(part).toMatchObject({ count: 1, host: null, properties: {} });
    },
  );

  it('S2: an abstraction becomes its parts, hosted as in its body, around the point', () => {
    const [abstraction] = shippedCatalog.abstractions;
    if (!abstraction) throw new Error('no abstraction is shipped');
    let n = 0;
    const edit = addAbstraction(abstraction, shippedCatalog, () => `a${(n += 1)}`, { x: 80, y: 40 });
    const document = applyEdit(EMPTY_DESIGN, edit);
    expect(Object.values(document.components).map(({ id, type, host, x }) => [id, type, host, x])).toEqual([
      ['c-a1', 'x86-pc', null, 80],
      ['c-a2', 'windows-98', 'c-a1', 80],
      ['c-a3', 'wordperfect-8', 'c-a2', 80],
    ]);
    expect(parseDesign(document).ok).toBe(true);
  });

  it('an abstraction whose host type the catalog lacks still gives a valid design', () => {
    const [abstraction] = shippedCatalog.abstractions;
    if (!abstraction) throw new Error('no abstraction is shipped');
    const poor = {
      ...shippedCatalog,
      types: shippedCatalog.types.filter((type) => type !== typeOf('windows-98')),
    };
    let n = 0;
    const edit = addAbstraction(abstraction, poor, () => `a${(n += 1)}`, { x: 0, y: 0 });
    const document = applyEdit(EMPTY_DESIGN, edit);
    expect(Object.values(document.components).map(({ type, host }) => [type, host])).toEqual([
      ['x86-pc', null],
      ['wordperfect-8', null],
    ]);
    expect(parseDesign(document).ok).toBe(true);
  });

  it.each([
    ['Server', [], 'Server'],
    ['Server', ['Server'], 'Server 2'],
    ['Server', ['Server', 'Server 2', 'Server 4'], 'Server 3'],
    ['Server', ['Server 2'], 'Server'],
  ])('%s beside %j is called %s', (wanted, taken, expected) => {
    expect(
      freeName(
        wanted,
        taken.map((name) => ({ name })),
      ),
    ).toBe(expected);
  });
});
