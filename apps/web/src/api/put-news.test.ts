import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { putNews } from './put-news.ts';

const KEY = ['environment'];

/** A page that shows what is known, and one question whose answer comes when it is told to. */
function asking(known: string | undefined) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let answer = (_: string) => {};
  const queryFn = () => new Promise<string>((resolve) => (answer = resolve));
  if (known !== undefined) queries.setQueryData(KEY, known, { updatedAt: 1 });
  const observer = new QueryObserver(queries, { queryKey: KEY, queryFn });
  const stop = observer.subscribe(() => {});
  return { queries, observer, stop, answer: (text: string) => answer(text) };
}

test.each([['running'], [undefined]])(
  'an answer that is older than the news does not replace it, where %s was known before',
  async (known) => {
    const { queries, observer, stop, answer } = asking(known);
    expect(queries.isFetching()).toBe(1);
    putNews(queries, KEY, 'ended');
    answer('ending');
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(observer.getCurrentResult()).toMatchObject({
      data: 'ended',
      status: 'success',
      fetchStatus: 'idle',
    });
    stop();
  },
);

test('what is asked after the news counts again', async () => {
  const { queries, observer, stop, answer } = asking('running');
  putNews(queries, KEY, 'ending');
  const asked = queries.invalidateQueries({ queryKey: KEY });
  answer('ended');
  await asked;
  expect(observer.getCurrentResult().data).toBe('ended');
  stop();
});
