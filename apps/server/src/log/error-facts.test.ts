import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, it } from 'vitest';
import { factsOf } from './error-facts.ts';

const database = (message: string, code: string) =>
  Object.assign(new Error(message), { code, detail: 'Key (email)=(canary) already exists.' });

it('says what went wrong and never with which values', () => {
  const query = new DrizzleQueryError(
    'select $1',
    ['canary'],
    database('invalid input syntax for type uuid: "canary"', '22P02'),
  );
  const facts = factsOf(new Error('outer', { cause: query }));
  expect(JSON.stringify(facts)).not.toContain('canary');
  expect(facts).toMatchObject({
    message: 'outer',
    cause: {
      message: 'Failed query: select $1',
      query: 'select $1',
      cause: { code: '22P02', message: 'invalid input syntax for type uuid' },
    },
  });
  expect(facts.at?.[0]).toContain('error-facts.test.ts');
});

it('says nothing of what was thrown and is no error', () => {
  expect(factsOf('canary')).toEqual({ type: 'string', message: 'something that is no error was thrown' });
});

it('follows causes that lead back to themselves no further than a few', () => {
  const error = new Error('round');
  error.cause = error;
  expect(JSON.stringify(factsOf(error)).match(/round/g)).toHaveLength(5);
});
