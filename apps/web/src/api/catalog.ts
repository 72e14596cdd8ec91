import { useQuery } from '@tanstack/react-query';
import type { Catalog } from '@patchbay/catalog';
import type { PriceBook } from '@patchbay/engine/rating';
import { trpc } from './client.ts';

export interface Offer {
  readonly catalog: Catalog;
  readonly book: PriceBook;
  readonly priceBookVersionId: string;
}

/** The current catalog and prices; both are immutable versions that rarely change. */
export function useOffer(): { offer: Offer | null; error: unknown; refetch: () => void } {
  const catalog = useQuery({ ...trpc.catalog.current.queryOptions(), staleTime: 60_000 });
  const prices = useQuery({ ...trpc.catalog.priceBook.queryOptions(), staleTime: 60_000 });
  const offer =
    catalog.data && prices.data
      ? {
          catalog: catalog.data.catalog,
          book: prices.data.book,
          priceBookVersionId: prices.data.versionId,
        }
      : null;
  return {
    offer,
    error: catalog.error ?? prices.error,
    refetch: () => {
      void catalog.refetch();
      void prices.refetch();
    },
  };
}

/** The catalog that a stored revision was drawn with. */
export function useCatalogVersion(versionId: string | undefined): Catalog | null {
  const { data } = useQuery({
    ...trpc.catalog.version.queryOptions({ versionId: versionId ?? '' }),
    enabled: versionId !== undefined,
    staleTime: Infinity,
  });
  return data?.catalog ?? null;
}
