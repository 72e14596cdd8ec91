import { useQuery } from '@tanstack/react-query';
import type { Abstraction, Catalog } from '@patchbay/catalog';
import { withAbstractions } from '@patchbay/engine/design';
import type { PriceBook } from '@patchbay/engine/rating';
import { trpc } from './client.ts';
import { allOf, type Source } from './source.ts';
import type { Library } from './types.ts';

export interface Offer {
  /** As it is for everybody. */
  readonly base: Catalog;
  /** With the versions of abstractions that designs of the account need. */
  readonly catalog: Catalog;
  readonly library: Library;
  readonly book: PriceBook;
  readonly priceBookVersionId: string;
}

/** The current catalog and prices, which are immutable versions that rarely change, and what the account has saved. */
export function useOffered(): Source<Offer> {
  const catalog = useQuery({ ...trpc.catalog.current.queryOptions(), staleTime: 60_000 });
  const prices = useQuery({ ...trpc.catalog.priceBook.queryOptions(), staleTime: 60_000 });
  const library = useQuery(trpc.abstractions.library.queryOptions());
  const all = allOf({ catalog, prices, library });
  return { ...all, data: all.data && offerOf(all.data.catalog, all.data.prices, all.data.library) };
}

function offerOf(
  { catalog: base }: { readonly catalog: Catalog },
  { book, versionId }: { readonly book: PriceBook; readonly versionId: string },
  library: Library,
): Offer {
  const catalog = catalogWith(base, library.contents);
  return { base, catalog, library, book, priceBookVersionId: versionId };
}

/** The same for a part of a page, which waits for it without saying so. */
export function useOffer(): { offer: Offer | null; error: unknown; refetch: () => unknown } {
  const { data, error, refetch } = useOffered();
  return { offer: data ?? null, error, refetch };
}

/** The catalog that a stored revision was drawn with, and the versions of abstractions that it needs. */
export function useCatalogVersion(
  versionId: string | undefined,
  abstractions: readonly Abstraction[] = [],
): Catalog | null {
  const { data } = useQuery({
    ...trpc.catalog.version.queryOptions({ versionId: versionId ?? '' }),
    enabled: versionId !== undefined,
    staleTime: Infinity,
  });
  return data ? catalogWith(data.catalog, abstractions) : null;
}

const extended = new WeakMap<Catalog, Map<string, Catalog>>();

/** One and the same catalog for the same versions: what is worked out for a catalog is kept with it. */
function catalogWith(base: Catalog, abstractions: readonly Abstraction[]): Catalog {
  const known = extended.get(base) ?? new Map<string, Catalog>();
  extended.set(base, known);
  const key = [...new Set(abstractions.map(({ id }) => id))].sort().join(' ');
  const catalog = known.get(key) ?? withAbstractions(base, abstractions);
  known.set(key, catalog);
  return catalog;
}
