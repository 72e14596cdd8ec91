import type { Micros } from '../money/index.ts';
import { DAY, type Instant } from '../time/index.ts';
import { CONTENTS, SYSTEMS, type Content, type Facts, type System } from './facts.ts';

/** A template as a search sees it. */
export interface Offered {
  /** The type of components that are of this version. */
  readonly type: string;
  readonly name: string;
  readonly summary: string;
  readonly publisher: string;
  /** Whether it is of the account that searches. */
  readonly own: boolean;
  readonly facts: Facts;
  /** Base price of an hour with its defaults, what the publisher asks on top included. */
  readonly perHourMicros: Micros;
  /** When it can start at the soonest; null where no start was found. */
  readonly earliest: Instant | null;
  readonly publishedAt: Instant;
}

/** How soon it can start. */
export const SOON = ['now', 'day', 'week'] as const;
export type Soon = (typeof SOON)[number];
const WITHIN: Record<Soon, number> = { now: 0, day: DAY, week: 7 * DAY };

export const PUBLISHERS = ['own', 'others'] as const;
export type Publisher = (typeof PUBLISHERS)[number];

export const SORTS = ['name', 'price', 'earliest', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

/** Values of one facet are alternatives, facets are conditions; an empty facet asks nothing. */
export interface Query {
  /** Every word of it is in the name, summary, publisher or systems. */
  readonly text: string;
  readonly contents: readonly Content[];
  readonly systems: readonly System[];
  readonly soon: Soon | null;
  readonly publishers: readonly Publisher[];
  readonly maxPerHourMicros: Micros | null;
  readonly sort: Sort;
}

/** How many would be found with this value alone in its facet, and everything else as it is asked. */
export interface Facets {
  readonly contents: Readonly<Record<Content, number>>;
  readonly systems: Readonly<Record<System, number>>;
  readonly soon: Readonly<Record<Soon, number>>;
  readonly publishers: Readonly<Record<Publisher, number>>;
}

export interface Found {
  /** All that match, sorted; equal ones by type. */
  readonly offers: readonly Offered[];
  readonly facets: Facets;
  /** The dearest of all, whatever is asked: the end of a price range. */
  readonly dearestMicros: Micros;
}

/** Searches templates as they stand at `now`. */
export function search(all: readonly Offered[], query: Query, now: Instant): Found {
  const matching = (change: Partial<Query>) =>
    all.filter((one) => matches(one, { ...query, ...change }, now));
  const counted = <T extends string>(values: readonly T[], change: (value: T) => Partial<Query>) =>
    Object.fromEntries(values.map((value) => [value, matching(change(value)).length])) as Record<T, number>;
  return {
    offers: matching({}).sort(ORDER[query.sort]),
    facets: {
      contents: counted(CONTENTS, (value) => ({ contents: [value] })),
      systems: counted(SYSTEMS, (value) => ({ systems: [value] })),
      soon: counted(SOON, (value) => ({ soon: value })),
      publishers: counted(PUBLISHERS, (value) => ({ publishers: [value] })),
    },
    dearestMicros: all.reduce((most, { perHourMicros }) => Math.max(most, perHourMicros), 0),
  };
}

function matches(one: Offered, query: Query, now: Instant): boolean {
  const { contents, systems, soon, publishers, maxPerHourMicros } = query;
  return (
    says(one, query.text) &&
    (contents.length === 0 || contents.some((content) => one.facts.contents.includes(content))) &&
    (systems.length === 0 || systems.some((system) => one.facts.systems.includes(system))) &&
    (soon === null || (one.earliest !== null && one.earliest - now <= WITHIN[soon])) &&
    (publishers.length === 0 || publishers.includes(one.own ? 'own' : 'others')) &&
    (maxPerHourMicros === null || one.perHourMicros <= maxPerHourMicros)
  );
}

function says({ name, summary, publisher, facts }: Offered, text: string): boolean {
  const said = fold([name, summary, publisher, ...facts.systemNames].join(' '));
  return fold(text)
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** Without case and accents: `café` is found as `CAFE`. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

type Order = (a: Offered, b: Offered) => number;

const byType: Order = (a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0);
const byName: Order = (a, b) => {
  const [first, second] = [fold(a.name), fold(b.name)];
  return first < second ? -1 : first > second ? 1 : byType(a, b);
};
/** What has no start comes last. */
const startOf = ({ earliest }: Offered) => earliest ?? Number.MAX_SAFE_INTEGER;

const ORDER: Record<Sort, Order> = {
  name: byName,
  price: (a, b) => a.perHourMicros - b.perHourMicros || byName(a, b),
  earliest: (a, b) => startOf(a) - startOf(b) || byName(a, b),
  newest: (a, b) => b.publishedAt - a.publishedAt || byName(a, b),
};
