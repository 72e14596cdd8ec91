import { isDate } from '../../../ui/format/time.ts';

/** What of a log is asked for, as the address says it. */
export interface LogFilter {
  readonly act: string | null;
  /** Days in UTC, both included. */
  readonly from: string | null;
  readonly until: string | null;
  readonly refused: boolean;
  /** Only what is older than this number. */
  readonly before: number | null;
}

export function readLogFilter(query: URLSearchParams): LogFilter {
  const date = (name: string) => {
    const text = query.get(name);
    return text !== null && isDate(text) ? text : null;
  };
  const before = Number(query.get('before'));
  return {
    act: query.get('act') || null,
    from: date('from'),
    until: date('until'),
    refused: query.get('refused') === '1',
    before: Number.isSafeInteger(before) && before > 0 ? before : null,
  };
}

const DAY = 86_400_000;

/** The same as the server is asked. */
export function askedOf({ act, from, until, refused, before }: LogFilter) {
  return {
    ...(act === null ? {} : { act: act.slice(0, 60) }),
    ...(from === null ? {} : { from: new Date(Date.parse(from)).toISOString() }),
    ...(until === null ? {} : { to: new Date(Date.parse(until) + DAY).toISOString() }),
    ...(refused ? { refused } : {}),
    ...(before === null ? {} : { before }),
  };
}
