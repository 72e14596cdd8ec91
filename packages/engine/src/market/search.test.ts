import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../time/index.ts';
import { CONTENTS, PUBLISHERS, search, SOON, SORTS, SYSTEMS, type Offered, type Query } from './index.ts';

const NOW = Date.parse('2027-01-11T08:00:00Z');

const offered = (
  type: string,
  more: Partial<Offered> = {},
  facts: Partial<Offered['facts']> = {},
): Offered => ({
  type,
  name: type,
  summary: '',
  publisher: 'Keller Works',
  own: false,
  facts: {
    parts: 1,
    machines: 1,
    cpus: 1,
    memoryMiB: 512,
    networks: 0,
    contents: [],
    systems: [],
    systemNames: [],
    ...facts,
  },
  perHourMicros: 1,
  earliest: NOW,
  publishedAt: NOW,
  ...more,
});

const ANY: Query = {
  text: '',
  contents: [],
  systems: [],
  soon: null,
  publishers: [],
  maxPerHourMicros: null,
  sort: 'name',
};
const typesOf = (all: readonly Offered[], query: Partial<Query>) =>
  search(all, { ...ANY, ...query }, NOW).offers.map(({ type }) => type);

describe('a search', () => {
  const shop = offered(
    'shop',
    { name: 'Web shop', summary: 'Sells things', perHourMicros: 30 },
    {
      contents: ['web', 'database'],
      systems: ['linux'],
      systemNames: ['Debian 12'],
    },
  );
  const mail = offered(
    'mail',
    { name: 'Café mail', own: true, perHourMicros: 10, earliest: NOW + 5 * HOUR },
    {
      contents: ['client'],
      systems: ['windows'],
    },
  );
  const lab = offered(
    'lab',
    { name: 'Routing lab', publisher: 'Ostrava', perHourMicros: 20, earliest: null },
    {
      contents: ['router'],
      systems: ['linux', 'windows'],
    },
  );
  const all = [shop, mail, lab];

  it.each<[string, Partial<Query>, string[]]>([
    ['everything, by name', {}, ['mail', 'lab', 'shop']],
    ['a word of the name', { text: 'SHOP' }, ['shop']],
    ['without accents', { text: 'cafe' }, ['mail']],
    ['every word, wherever it is', { text: 'debian sells' }, ['shop']],
    ['a publisher', { text: 'ostrava' }, ['lab']],
    ['no such word', { text: 'nothing' }, []],
    ['values of a facet are alternatives', { contents: ['client', 'router'] }, ['mail', 'lab']],
    ['facets are conditions', { contents: ['client', 'router'], systems: ['linux'] }, ['lab']],
    ['startable now', { soon: 'now' }, ['shop']],
    ['startable within a day', { soon: 'day' }, ['mail', 'shop']],
    ["of one's own", { publishers: ['own'] }, ['mail']],
    ['up to a price', { maxPerHourMicros: 20 }, ['mail', 'lab']],
    ['the cheapest first', { sort: 'price' }, ['mail', 'lab', 'shop']],
    ['the soonest first, and last what has no start', { sort: 'earliest' }, ['shop', 'mail', 'lab']],
  ])('%s', (_, query, types) => {
    expect(typesOf(all, query)).toEqual(types);
  });

  it('knows the dearest of all, whatever is asked', () => {
    expect(search(all, { ...ANY, text: 'mail' }, NOW).dearestMicros).toBe(30);
  });
});

describe('facets', () => {
  const some = fc.array(
    fc.record({
      contents: fc.subarray([...CONTENTS]),
      systems: fc.subarray([...SYSTEMS]),
      own: fc.boolean(),
      hours: fc.option(fc.nat(400)),
      price: fc.nat(5),
    }),
    { maxLength: 12 },
  );
  const query: fc.Arbitrary<Query> = fc.record({
    text: fc.constantFrom('', 't1', 'keller'),
    contents: fc.subarray([...CONTENTS]),
    systems: fc.subarray([...SYSTEMS]),
    soon: fc.option(fc.constantFrom(...SOON)),
    publishers: fc.subarray([...PUBLISHERS]),
    maxPerHourMicros: fc.option(fc.nat(5)),
    sort: fc.constantFrom(...SORTS),
  });
  const offersOf = (rows: typeof some extends fc.Arbitrary<infer T> ? T : never) =>
    rows.map(({ contents, systems, own, hours, price }, n) =>
      offered(
        `t${n}`,
        { own, perHourMicros: price, earliest: hours === null ? null : NOW + hours * HOUR },
        { contents, systems },
      ),
    );

  it('say how many are found once their value is chosen', () => {
    fc.assert(
      fc.property(some, query, (rows, asked) => {
        const all = offersOf(rows);
        const { facets } = search(all, asked, NOW);
        const found = (change: Partial<Query>) => search(all, { ...asked, ...change }, NOW).offers.length;
        for (const value of CONTENTS) expect(facets.contents[value]).toBe(found({ contents: [value] }));
        for (const value of SYSTEMS) expect(facets.systems[value]).toBe(found({ systems: [value] }));
        for (const value of SOON) expect(facets.soon[value]).toBe(found({ soon: value }));
        for (const value of PUBLISHERS) expect(facets.publishers[value]).toBe(found({ publishers: [value] }));
      }),
      { seed: 501, numRuns: 200 },
    );
  });

  it('and order never change what is found, and equal offers keep one order', () => {
    fc.assert(
      fc.property(some, query, (rows, asked) => {
        const all = offersOf(rows);
        const once = search(all, asked, NOW).offers;
        expect(search(all.toReversed(), asked, NOW).offers).toEqual(once);
        const sorted = (sort: Query['sort']) =>
          search(all, { ...asked, sort }, NOW)
            .offers.map(({ type }) => type)
            .sort();
        for (const sort of SORTS) expect(sorted(sort)).toEqual(once.map(({ type }) => type).sort());
      }),
      { seed: 502, numRuns: 200 },
    );
  });
});
