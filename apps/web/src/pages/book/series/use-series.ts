import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Overrides } from '@patchbay/engine/design';
import type { Recurrence } from '@patchbay/engine/time';
import { useState } from 'react';
import { trpc } from '../../../api/client.ts';
import { codeOf } from '../../../api/errors.ts';
import { useIntentKey } from '../../../api/key.ts';
import type { Design, SeriesQuote } from '../../../api/types.ts';
import { datesOf } from './repeat.ts';

/** Others book too: a quote on screen is asked for again this often. */
const REFRESH_MS = 20_000;

interface Asked {
  readonly rule: Recurrence | null;
  readonly siteId: string | null;
  readonly environmentId: string | null;
  /** What is to run in the times between; null for nothing. */
  readonly outside: Overrides | null;
  readonly atExpiry: 'suspend' | 'release' | undefined;
}

/** What was decided of single dates. It holds as long as the days of the rule are the same. */
interface Decided {
  readonly left: readonly string[];
  /** Starts that were taken instead, by date. */
  readonly instead: Readonly<Record<string, string>>;
}
const NOTHING: Decided = { left: [], instead: {} };

/** The dates of a series, what was decided of each, the quote of it all, and the booking of it. */
export function useSeries(design: Design, { rule, siteId, environmentId, outside, atExpiry }: Asked) {
  const queries = useQueryClient();
  const { left, instead, ...decide } = useDecided(rule);
  const found = rule === null ? [] : datesOf(rule);
  const [dates, problem] = typeof found === 'string' ? [[], found] : [found, null];
  const allLeft = dates.length > 0 && left.length === dates.length;
  const input = {
    designId: design.id,
    revision: design.revision,
    recurrence: { ...(rule ?? NO_RULE), except: [...left] },
    instead: Object.entries(instead).map(([date, start]) => ({ date, start })),
    ...(outside !== null && { outside }),
    ...(siteId !== null && { siteId }),
    ...(environmentId !== null && { environmentId }),
  };
  const askable = dates.length > 0 && !allLeft;
  const quote = useQuery({
    ...trpc.reservations.quoteSeries.queryOptions(input),
    enabled: askable,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const key = useIntentKey(JSON.stringify([input, atExpiry]));
  const book = useMutation({
    ...trpc.reservations.bookSeries.mutationOptions(),
    onSuccess: async (result) => {
      if (result.outcome === 'conflicts') {
        await queries.invalidateQueries({ queryKey: trpc.reservations.quoteSeries.pathKey() });
        return;
      }
      await Promise.all(
        [trpc.reservations, trpc.environments, trpc.usage].map((area) =>
          queries.invalidateQueries({ queryKey: area.pathKey() }),
        ),
      );
    },
    onError: async (error) => {
      // The old price must not stand beside a sentence that says it has changed.
      if (codeOf(error) === 'PRICE_CHANGED')
        await queries.invalidateQueries({ queryKey: trpc.reservations.quoteSeries.pathKey() });
    },
  });
  /** Books what fits of what is shown: the dates that do not are left out. */
  const bookFitting = (shown: SeriesQuote) => {
    const out = shown.dates.filter(({ outcome }) => outcome !== 'fits').map(({ date }) => date);
    book.mutate({
      ...input,
      recurrence: { ...input.recurrence, except: [...left, ...out] },
      instead: input.instead.filter(({ date }) => !out.includes(date)),
      key,
      zone: input.recurrence.zone,
      expectedTotalMinor: shown.totalMinor,
      ...(atExpiry !== undefined && { atExpiry }),
    });
  };
  return {
    dates,
    problem,
    left,
    allLeft,
    instead,
    quote: askable ? quote : { ...quote, data: undefined },
    book,
    bookFitting,
    ...decide,
  };
}
export type SeriesState = ReturnType<typeof useSeries>;

/** What somebody decided of single dates, and how. */
function useDecided(rule: Recurrence | null) {
  const [decided, decide] = useState({ rule: '', ...NOTHING });
  const of = JSON.stringify(rule);
  const { left, instead } = decided.rule === of ? decided : NOTHING;
  return {
    left,
    instead,
    leave: (date: string) => decide({ rule: of, left: [...left, date], instead }),
    takeBack: (date: string) =>
      decide({ rule: of, left: left.filter((one) => one !== date), instead: without(instead, date) }),
    takeInstead: (date: string, start: string) =>
      decide({ rule: of, left, instead: { ...instead, [date]: start } }),
  };
}

/** Stands where nothing is asked. */
const NO_RULE: Recurrence = {
  zone: 'UTC',
  date: '2000-01-01',
  time: '00:00',
  minutes: 60,
  every: 1,
  unit: 'day',
  weekdays: [],
  ends: { count: 1 },
  except: [],
};

function without(all: Readonly<Record<string, string>>, date: string): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([one]) => one !== date));
}
