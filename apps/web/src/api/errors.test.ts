import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { errorText } from '../messages/errors.ts';
import { failureOf, SERVER_CODES } from './errors.ts';

test('there is a sentence for every code, with what is safe and what to do', () => {
  for (const code of [...SERVER_CODES, 'OFFLINE' as const]) {
    expect(errorText[code].title.length).toBeGreaterThan(10);
    expect(errorText[code].text).toMatch(/\.$/);
  }
});

const answer = (data: unknown) => TRPCClientError.from({ error: { code: -32000, message: 'x', data } });

test('the code and the id come from the server', () => {
  const error = answer({ patchbay: { code: 'PRICE_CHANGED', id: 'req_1', issues: ['total'] } });
  expect(failureOf(error)).toEqual({ code: 'PRICE_CHANGED', id: 'req_1', issues: ['total'] });
});

test('an answer without our code is not blamed on the network, no answer at all is', () => {
  expect(failureOf(answer({ httpStatus: 502 }))).toEqual({ code: 'UNAVAILABLE', id: null, issues: [] });
  expect(failureOf(TRPCClientError.from(new TypeError('fetch failed')))).toEqual({
    code: 'OFFLINE',
    id: null,
    issues: [],
  });
  expect(failureOf(new Error('bug in the page'))).toEqual({ code: 'INTERNAL', id: null, issues: [] });
});

test.each([
  ['a code of another server', { code: 'TEAPOT', id: 'req_1', issues: [] }, 'UNAVAILABLE', []],
  ['no id', { code: 'CONFLICT', issues: [] }, 'UNAVAILABLE', []],
  ['nothing', null, 'UNAVAILABLE', []],
  ['no issues', { code: 'CONFLICT', id: 'req_1' }, 'CONFLICT', []],
  ['issues of another form', { code: 'CONFLICT', id: 'req_1', issues: [{ is: 'name' }] }, 'CONFLICT', []],
])('an answer with %s is read as far as it can be trusted', (_, patchbay, code, issues) => {
  expect(failureOf(answer({ patchbay }))).toMatchObject({ code, issues });
});
