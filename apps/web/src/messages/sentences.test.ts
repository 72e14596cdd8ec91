import { expect, test } from 'vitest';
import { eventText } from './events.ts';
import { reasonText } from './reasons.ts';

test.each([
  ['repaired', { machines: 1 }, 'One machine had stopped and was started again'],
  ['repaired', { machines: 3 }, '3 machines had stopped and were started again'],
  [
    'moved',
    { from: 'h-1', to: 'h-2', lost: 0 },
    'h-1 failed. Everything was moved to h-2; names and addresses were kept, no data was lost',
  ],
  [
    'moved',
    { from: 'h-1', to: 'h-2', lost: 2 },
    'h-1 failed. Everything was moved to h-2; names and addresses were kept, data in 2 folders on h-1 is lost',
  ],
  [
    'stranded',
    { from: 'h-1' },
    'h-1 failed and no other host of its site has room. What ran there has stopped',
  ],
  ['cleared', { volumes: 1 }, 'Kept data in 1 folder was deleted'],
])('event %s, %o', (code, values: Record<string, string | number>, sentence) => {
  expect(eventText(code, values).text).toBe(sentence);
});

test('an event that is not known is shown as it is', () => {
  expect(eventText('some-news', { n: 1 })).toEqual({ glyph: 'advice', text: 'some news, n 1' });
});

test('what cannot be made somewhere is named rather than counted', () => {
  const reason = {
    siteId: 'site_1',
    siteName: 'This computer',
    shortage: { of: 'type', type: 'windows-98' },
    needed: 2,
    available: 0,
    when: 'never',
    freeFrom: null,
  } as const;
  expect(reasonText(reason, null)).toEqual({
    count: 'windows-98',
    of: 'cannot be made at This computer: only simulated sites have it',
  });
});
