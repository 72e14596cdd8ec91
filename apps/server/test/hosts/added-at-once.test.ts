import { expect, it, onTestFinished } from 'vitest';
import { Refused, testApp } from '../app.ts';
import { labOf, newHost, paper } from './paper.ts';

it('of eight who add one engine at once one does, and the others are told that it is a host already', async () => {
  const server = await testApp({ docker: paper });
  onTestFinished(() => server.end());
  const operator = await server.operator();
  const add = () => operator.mutate('dataCenter.addHost', newHost('one', { name: 'Lab' }));
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      add().then(
        () => 'added',
        (error: unknown) => (error instanceof Refused ? error.code : String(error)),
      ),
    ),
  );
  expect(answers.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'CONFLICT'), 'added']);
  expect((await labOf(operator)).hosts).toHaveLength(1);
});
