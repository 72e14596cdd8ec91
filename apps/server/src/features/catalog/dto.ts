import type { Catalog } from '@patchbay/catalog';
import type { PriceBook } from '@patchbay/engine/rating';
export interface CatalogDto {
  versionId: string;
  publishedAt: string;
  catalog: Catalog;
}
export interface PriceBookDto {
  versionId: string;
  book: PriceBook;
}
