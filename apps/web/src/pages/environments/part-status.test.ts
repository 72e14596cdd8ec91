import { expect, test } from 'vitest';
import type { Part, PartState } from '../../api/types.ts';
import { componentStatus } from './part-status.ts';

const part = (component: string, idx: number, state: PartState): Part => ({
  component,
  idx,
  state,
  name: component,
  type: 'x86-pc',
  host: null,
  addresses: [],
  observedAt: null,
  access: false,
  ports: [],
});

test('a component shows the copy that needs a look first', () => {
  const rows: [PartState[], PartState, string][] = [
    [['running', 'running'], 'running', 'Running'],
    [['running', 'starting'], 'starting', 'Starting, 1 of 2 running'],
    [['running', 'lost', 'running'], 'lost', 'Lost, 2 of 3 running'],
    [['planned', 'creating'], 'creating', 'Creating'],
    [['gone', 'stopping'], 'stopping', 'Stopping'],
    [['gone', 'gone'], 'gone', 'Gone'],
  ];
  for (const [states, state, word] of rows) {
    const status = componentStatus(states.map((each, idx) => part('c-1', idx, each))).get('c-1');
    expect(status).toMatchObject({ state, word });
  }
});

test('components are kept apart', () => {
  const status = componentStatus([part('c-1', 0, 'running'), part('c-2', 0, 'lost')]);
  expect(status.get('c-1')?.state).toBe('running');
  expect(status.get('c-2')?.state).toBe('lost');
});
