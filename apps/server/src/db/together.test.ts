import { expect, it } from 'vitest';
import { together } from './together.ts';

const later = <T>(ms: number, end: () => T) =>
  new Promise<T>((resolve, reject) => {
    setTimeout(() => {
      try {
        resolve(end());
      } catch (error) {
        reject(error);
      }
    }, ms);
  });
const fail = (why: string) => () => {
  throw new Error(why);
};

it('answers in the order given', async () => {
  expect(
    await together(
      later(2, () => 'slow'),
      Promise.resolve(1),
    ),
  ).toEqual(['slow', 1]);
});

it('throws what failed first, once everything has ended', async () => {
  const ended: string[] = [];
  const work = together(
    later(10, fail('because of the other')),
    later(1, fail('the cause')),
    later(20, () => ended.push('last')),
  );
  await expect(work).rejects.toThrow('the cause');
  expect(ended).toEqual(['last']);
});

it('begins what begins when it is waited for once', async () => {
  let begun = 0;
  const lazy = new Proxy(Promise.resolve(7), {
    get: (target, name) => {
      if (name === 'then') begun += 1;
      return (Reflect.get(target, name) as () => unknown).bind(target);
    },
  });
  expect(await together(lazy)).toEqual([7]);
  expect(begun).toBe(1);
});
