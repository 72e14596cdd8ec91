import { describe, expect, it } from 'vitest';
import { catalog } from './catalog.ts';
import { shippedCatalog } from './registry.ts';

const { types, abstractions } = shippedCatalog;
const byId = new Map(types.map((type) => [type.id, type]));
const offered = (name: string) =>
  new Set(
    types.flatMap((type) =>
      type.capabilities.filter((one) => one.name === name).flatMap((one) => one.values),
    ),
  );

describe('the shipped catalog', () => {
  it('has 62 types or more, each under an id of its own', () => {
    expect(types.length).toBeGreaterThanOrEqual(62);
    expect(byId.size).toBe(types.length);
  });

  it('survives being stored and read again', () => {
    expect(catalog.parse(JSON.parse(JSON.stringify(shippedCatalog)))).toEqual(shippedCatalog);
  });

  it.each(types.map((type) => [type.id, type] as const))('%s hangs together', (_, type) => {
    const properties = new Map(type.properties.map((property) => [property.name, property]));
    expect(properties.size).toBe(type.properties.length);
    const outside = type.properties.filter(
      (property) =>
        property.form === 'quantity' &&
        (property.default < property.min || property.default > property.max || property.min > property.max),
    );
    expect(outside).toEqual([]);
    // What it asks for, some part of this catalog offers.
    const unanswered = type.requirements.flatMap((one) =>
      one.anyOf.filter((value) => !offered(one.capability).has(value)),
    );
    expect(unanswered).toEqual([]);
    const named = [
      ...type.pools.flatMap(({ amount }) => (typeof amount === 'object' ? [amount.property] : [])),
      ...(type.machine ? [type.machine.cpu, type.machine.memoryMiB, type.machine.diskGiB] : []),
      ...(type.machine?.maxClockMhz ? [type.machine.maxClockMhz] : []),
    ];
    expect(
      [...named, ...(type.machine?.gpu ? [type.machine.gpu] : [])].filter((name) => !properties.has(name)),
    ).toEqual([]);
  });

  it('tests software on systems that it runs on, and keeps it apart from types that there are', () => {
    const wrong = types.filter(({ requirements, tested = [], excludes = [] }) => {
      const runsOn = requirements.flatMap((one) => (one.capability === 'os' ? one.anyOf : []));
      return tested.some((id) => !runsOn.includes(id)) || excludes.some((id) => !byId.has(id));
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('asks for no version that nothing offers', () => {
    const asking = types.flatMap((type) =>
      type.requirements.filter(({ atLeast, below }) => atLeast ?? below),
    );
    const unversioned = asking.filter(({ capability, anyOf }) =>
      types.every(({ capabilities }) =>
        capabilities.every(
          ({ name, values, version }) =>
            name !== capability || version === undefined || !values.some((value) => anyOf.includes(value)),
        ),
      ),
    );
    expect(asking.length).toBeGreaterThan(0);
    expect(unversioned).toEqual([]);
  });

  it.each([
    ['machine', null],
    ['os', 'machine'],
    ['software', 'os'],
    ['network', null],
    ['storage', null],
  ])('every %s is hosted on %s', (layer, hostedOn) => {
    const ofLayer = types.filter((type) => type.layer === layer);
    expect(ofLayer.length).toBeGreaterThan(0);
    expect(ofLayer.filter((type) => type.hostedOn !== hostedOn)).toEqual([]);
  });

  it('only what a licence is needed for takes a seat, and the seat is its own', () => {
    const seats = types.flatMap((type) =>
      type.pools
        .filter((pool) => pool.resourceClass.startsWith('seat/'))
        .map((pool) => [type.id, pool.resourceClass]),
    );
    expect(seats.length).toBeGreaterThan(0);
    expect(seats.filter(([id, seat]) => seat !== `seat/${id}`)).toEqual([]);
  });

  it('refuses an entry that is not one', () => {
    const [first] = types;
    expect(catalog.safeParse({ types: [{ ...first, id: 'Not An Id' }], abstractions: [] }).success).toBe(
      false,
    );
    expect(catalog.safeParse({ types: [{ ...first, surprise: 1 }], abstractions: [] }).success).toBe(false);
    expect(catalog.safeParse({ types: [{ ...first, layer: 'cloud' }], abstractions: [] }).success).toBe(
      false,
    );
  });
});

describe('Easy Word Processing', () => {
  it('is an x86 PC with Windows 98 and WordPerfect, each on the one before (S2)', () => {
    const easy = abstractions.find((one) => one.id === 'easy-word-processing');
    expect(easy?.parts.map(({ type, host }) => [type, host])).toEqual([
      ['x86-pc', null],
      ['windows-98', 'x86 PC'],
      ['wordperfect-8', 'Windows 98'],
    ]);
    expect(easy?.parts.every((part) => byId.has(part.type))).toBe(true);
  });
});
