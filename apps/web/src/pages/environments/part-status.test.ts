import { expect, test } from 'vitest';
import type { Environment, Part, PartState } from '../../api/types.ts';
import { environmentStatus } from '../../messages/status.ts';
import { componentStatus, shownParts } from './part-status.ts';

const part = (component: string, idx: number, state: PartState): Part => ({
  component,
  idx,
  state,
  name: component,
  type: 'x86-pc',
  host: null,
  addresses: [],
  observedAt: null,
  machine: true,
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

test('what runs on a silent host is unknown, what ran at attention after a loss has stopped, and neither is reached', () => {
  const on = (host: string | null, state: PartState): Part => ({
    ...part('c-1', 0, state),
    host,
    access: host !== null,
  });
  const parts = [on('a', 'running'), on(null, 'running'), on('b', 'running'), on('a', 'planned')];
  const rows: [Environment['state'], string | null, string[], boolean[]][] = [
    ['running', null, ['running', 'running', 'running', 'planned'], [true, false, true, true]],
    ['running', 'a', ['unknown', 'unknown', 'running', 'planned'], [false, false, true, true]],
    ['attention', 'a', ['stopped', 'stopped', 'stopped', 'planned'], [false, false, false, true]],
    ['attention', null, ['running', 'running', 'running', 'planned'], [true, false, true, true]],
    ['ending', 'a', ['running', 'running', 'running', 'planned'], [true, false, true, true]],
  ];
  for (const [state, waitsFor, states, access] of rows) {
    const shown = shownParts({ state, waitsFor, parts });
    expect(shown.map((each) => each.state)).toEqual(states);
    expect(shown.map((each) => each.access)).toEqual(access);
  }
});

test('only a slot that runs hides behind a silent host', () => {
  const rows: [Environment['state'], string | null, string][] = [
    ['running', null, 'Running'],
    ['running', 'desk-1', 'No answer from desk-1'],
    ['attention', 'desk-1', 'Needs attention'],
  ];
  for (const [state, waitsFor, word] of rows)
    expect(environmentStatus({ state, waitsFor, capped: false }).word).toBe(word);
});

test('what the cap has ended is not said to be released', () => {
  const word = (state: Environment['state'], capped: boolean) =>
    environmentStatus({ state, waitsFor: null, capped }).word;
  expect([word('cancelled', true), word('ended', true)]).toEqual(['Not started', 'Stopped at the cap']);
  expect([word('cancelled', false), word('ended', false)]).toEqual(['Released', 'Ended']);
});
