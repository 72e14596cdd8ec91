/** Something a page asks the server for: what came last, what went wrong since, and how to ask again. */
export interface Source<T> {
  readonly data: T | undefined;
  /** Why the last try failed; `data` is then of a try before. */
  readonly error: unknown;
  readonly refetch: () => unknown;
  /** When `data` came, by the browser's clock in milliseconds. */
  readonly dataUpdatedAt: number;
}

type Sources = Readonly<Record<string, Source<unknown>>>;
type AllOf<S extends Sources> = { readonly [Name in keyof S]: Exclude<S[Name]['data'], undefined> };

/** Several sources of which a page needs every one: it is there when all are, and as old as the oldest. */
export function allOf<S extends Sources>(sources: S): Source<AllOf<S>> {
  const all = Object.values(sources);
  const complete = all.every(({ data }) => data !== undefined);
  const data = Object.fromEntries(Object.entries(sources).map(([name, one]) => [name, one.data]));
  return {
    data: complete ? (data as AllOf<S>) : undefined,
    error: all.find(({ error }) => error !== null)?.error ?? null,
    refetch: () => all.filter(({ data, error }) => data === undefined || error !== null).forEach(again),
    dataUpdatedAt: Math.min(...all.map(({ dataUpdatedAt }) => dataUpdatedAt)),
  };
}

const again = ({ refetch }: Source<unknown>) => void refetch();
