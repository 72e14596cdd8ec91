import { CONTENTS, PUBLISHERS, SOON, SORTS, SYSTEMS, type Query, type Sort } from '@patchbay/engine/market';

/** What the market's address says: what is asked for, which page of it, and how it is shown. */
export interface Asked extends Query {
  readonly page: number;
  readonly view: 'cards' | 'table';
}

const FIRST_SORT: Sort = 'name';

/** Whatever an address does not say, or says wrongly, is as if nothing was asked. */
export function readAsked(params: URLSearchParams): Asked {
  const list = <T extends string>(name: string, values: readonly T[]) => {
    const said = new Set(params.get(name)?.split(','));
    return values.filter((value) => said.has(value));
  };
  const one = <T extends string>(name: string, values: readonly T[]) =>
    values.find((value) => value === params.get(name)) ?? null;
  const number = (name: string) => {
    const value = Number(params.get(name) ?? Number.NaN);
    return Number.isSafeInteger(value) && value >= 0 ? value : null;
  };
  return {
    text: params.get('q') ?? '',
    contents: list('contains', CONTENTS),
    systems: list('system', SYSTEMS),
    soon: one('soon', SOON),
    publishers: list('by', PUBLISHERS),
    maxPerHourMicros: number('most'),
    sort: one('sort', SORTS) ?? FIRST_SORT,
    page: Math.max(0, (number('page') ?? 1) - 1),
    view: params.get('view') === 'table' ? 'table' : 'cards',
  };
}

/** The address of what is asked; what is as it is at first is left out. */
export function writeAsked(asked: Asked): URLSearchParams {
  const params = new URLSearchParams();
  const put = (name: string, value: string) => {
    if (value !== '') params.set(name, value);
  };
  put('q', asked.text);
  put('contains', asked.contents.join(','));
  put('system', asked.systems.join(','));
  put('soon', asked.soon ?? '');
  put('by', asked.publishers.join(','));
  put('most', asked.maxPerHourMicros === null ? '' : String(asked.maxPerHourMicros));
  put('sort', asked.sort === FIRST_SORT ? '' : asked.sort);
  put('page', asked.page === 0 ? '' : String(asked.page + 1));
  put('view', asked.view === 'cards' ? '' : asked.view);
  return params;
}
