import { expect, test } from 'vitest';
import { isStale } from './data-age.tsx';

const came = { dataUpdatedAt: 10_000, error: null };

test.each([
  ['of a page that asks every second, after two', { ...came, everyMs: 1000 }, true, 12_000, false],
  ['after more than two rounds', { ...came, everyMs: 1000 }, true, 12_001, true],
  ['of a page that never asks by itself', came, true, 9_000_000, false],
  ['after a try that failed', { ...came, error: new Error('no') }, true, 10_000, true],
  ['without a connection', came, false, 10_000, true],
])('%s', (_, aging, up, now, stale) => expect(isStale(aging, up, now)).toBe(stale));
