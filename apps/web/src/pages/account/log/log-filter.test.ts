import { expect, it } from 'vitest';
import { askedOf, readLogFilter } from './log-filter.ts';

it.each([
  ['', {}],
  ['act=members.add&refused=1', { act: 'members.add', refused: true }],
  ['from=2026-11-01&until=2026-11-01', { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' }],
  ['before=40', { before: 40 }],
  ['from=yesterday&until=2026-02-30&refused=yes&before=-1', {}],
  ['before=1e99&act=', {}],
])('%s asks for %o', (query, asked) => {
  expect(askedOf(readLogFilter(new URLSearchParams(query)))).toEqual(asked);
});
