import type { Catalog } from '@patchbay/catalog';
import type { LineChange, PriceBook, PriceLine } from '@patchbay/engine/rating';
export interface CatalogDto {
  versionId: string;
  publishedAt: string;
  catalog: Catalog;
}
export interface PriceBookDto {
  versionId: string;
  book: PriceBook;
}

export interface PriceVersionDto {
  id: string;
  no: number;
  validFrom: string;
  publishedAt: string;
  /** The operator's name; null for what start-up has published. */
  by: string | null;
  note: string;
  /** The number of the version whose contents these are, where it is a roll-back. */
  contentsOf: number | null;
  /** One that is withdrawn was still ahead when another was published. */
  state: 'past' | 'current' | 'ahead' | 'withdrawn';
  /** What it has other than the one in force when it was published. */
  changes: LineChange[];
}

export interface PriceVersionsDto {
  currency: string;
  /** The one in force, which drafts are made from. */
  baseId: string;
  nextNo: number;
  /** The one ahead, which the next one withdraws. */
  ahead: { id: string; no: number; validFrom: string } | null;
  /** Of the one in force, and of what the catalog has that it does not list yet. */
  lines: PriceLine[];
  versions: PriceVersionDto[];
}

/** A file of prices: what it would change, and what of it cannot be read. */
export interface ReadPricesDto {
  lines: PriceLine[];
  problems: { line: number; problem: 'fields' | 'unknown' | 'value' | 'twice' }[];
}

export interface CatalogVersionDto {
  id: string;
  publishedAt: string;
  /** Whether this build can read it. */
  readable: boolean;
  inUse: boolean;
  types: number;
  added: string[];
  removed: string[];
  changed: string[];
}

export interface CatalogVersionsDto {
  /** What an operator has chosen for new designs; null: the newest one. */
  chosen: { versionId: string; at: string; by: string | null } | null;
  versions: CatalogVersionDto[];
}
