import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Interval } from '@patchbay/engine/time';
import { trpc } from '../../api/client.ts';
import { codeOf } from '../../api/errors.ts';
import { useIntentKey } from '../../api/key.ts';
import type { Design, Quote } from '../../api/types.ts';

/** Others book too: a quote on screen is asked for again this often. */
const REFRESH_MS = 20_000;

/** What is asked for: an own place, or another slot of an environment; `slot` null asks nothing. */
export interface Wanted {
  readonly slot: Interval | null;
  readonly zone: string;
  readonly siteId: string | null;
  readonly environmentId: string | null;
  /** What becomes of a new environment after its last slot. */
  readonly atExpiry: 'suspend' | 'release' | undefined;
}

/** The quote of a slot, and the booking of it. */
export function useQuote(design: Design | undefined, wanted: Wanted) {
  const { slot, zone, siteId, environmentId, atExpiry } = wanted;
  const queries = useQueryClient();
  const input = {
    designId: design?.id ?? '',
    revision: design?.revision ?? 0,
    start: new Date(slot?.start ?? 0).toISOString(),
    end: new Date(slot?.end ?? 0).toISOString(),
    ...(siteId !== null && { siteId }),
    ...(environmentId !== null && { environmentId }),
  };
  const quote = useQuery({
    ...trpc.reservations.quote.queryOptions(input),
    enabled: design !== undefined && slot !== null,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const key = useIntentKey(JSON.stringify([input, atExpiry]));
  const book = useMutation({
    ...trpc.reservations.book.mutationOptions(),
    onSuccess: async (result) => {
      if (result.outcome === 'full') {
        queries.setQueryData(trpc.reservations.quote.queryKey(input), result.quote);
        return;
      }
      await Promise.all([
        queries.invalidateQueries({ queryKey: trpc.reservations.pathKey() }),
        queries.invalidateQueries({ queryKey: trpc.environments.pathKey() }),
        queries.invalidateQueries({ queryKey: trpc.usage.pathKey() }),
      ]);
    },
    onError: async (error) => {
      // The old price must not stand beside a sentence that says it has changed.
      if (codeOf(error) === 'PRICE_CHANGED') {
        await queries.invalidateQueries({ queryKey: trpc.reservations.quote.pathKey() });
        await queries.invalidateQueries({ queryKey: trpc.catalog.priceBook.queryKey() });
      }
    },
  });
  const bookQuote = (shown: Quote) =>
    book.mutate({
      ...input,
      start: shown.slot.start,
      end: shown.slot.end,
      key,
      zone,
      ...(atExpiry !== undefined && { atExpiry }),
      expectedTotalMinor: shown.totalMinor,
    });
  return { quote, book, bookQuote };
}
