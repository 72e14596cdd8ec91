import type { Abstraction } from '@patchbay/catalog';
import type { Facets, Facts } from '@patchbay/engine/market';
import type { Estimate } from '@patchbay/engine/rating';

/** A template as the market lists it: a published version, or an abstraction that the product ships. */
export interface OfferDto {
  /** The type of the components that are of it. */
  type: string;
  name: string;
  summary: string;
  icon: string;
  /** Empty where the catalog itself is the version. */
  semver: string;
  publisher: string;
  /** Whether the account published it. */
  own: boolean;
  /** Whether the product ships it. */
  shipped: boolean;
  facts: Facts;
  /** With its defaults, at the base price, what the publisher asks included. */
  perHourMicros: number;
  /** When it can start at the soonest; null where no start was found. */
  earliest: string | null;
  publishedAt: string;
}

export interface MarketDto {
  total: number;
  /** One page of them. */
  offers: OfferDto[];
  facets: Facets;
  dearestMicros: number;
  /** What the page's offers are drawn from. */
  contents: Abstraction[];
  currency: string;
  asOf: string;
}

export interface VersionRowDto {
  type: string;
  semver: string;
  notes: string;
  publishedAt: string;
}

export interface ItemDto extends OfferDto {
  text: string;
  /** What the publisher asks for an hour of one; it is in `perHourMicros`. */
  askedPerHourMicros: number;
  /** Whether an abstraction of one's own may be made out of it. */
  forkable: boolean;
  /** The publisher and name of what it was made out of. */
  forkedFrom: { publisher: string; name: string; type: string } | null;
  /** Whether it is on the market still; else only those who use it already can look at it. */
  withdrawn: boolean;
  /** On offer, newest first; none where the catalog itself is the version. */
  versions: VersionRowDto[];
  /** How many other accounts have designs with any version of it. */
  accounts: number;
  /** Designs of this account with any version of it. */
  designs: { designId: string; name: string; semver: string; count: number }[];
  content: Abstraction;
  /** All that is in it, itself included. */
  contents: Abstraction[];
  readySeconds: number;
  currency: string;
  /** In each band that comes up within a week; null is the base price. */
  rates: { band: string | null; perHourMicros: number }[];
  /** For so many hours from the earliest start, or from now. */
  example: { hours: number; estimate: Estimate };
  asOf: string;
}
