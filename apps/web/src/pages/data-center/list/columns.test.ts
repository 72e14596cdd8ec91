import { expect, test } from 'vitest';
import type { Host } from '../../../api/types.ts';
import { ordered, readOrder, shownColumns } from './columns.ts';
import type { Listed } from './host-filter.ts';

const row = (name: string, reserved: number, capacity: number): Listed => {
  const vector = (cpuMilli: number) => ({ cpuMilli, memoryMiB: 0, diskMiB: 0, gpu: 0 });
  const host = {
    name,
    status: 'up',
    used: vector(0),
    reserved: vector(reserved),
    capacity: vector(capacity),
  };
  return { site: { name: 'S' }, rack: { name: 'r' }, host: host as Host } as Listed;
};
const rows = [row('h10', 4, 8), row('h9', 1, 1), row('h2', 0, 0), row('h1', 4, 8)];
const names = (sort: string) =>
  ordered(rows, readOrder(new URLSearchParams({ sort }))).map(({ host }) => host.name);

test('hosts are in the order of their names, numbers as numbers', () => {
  expect(names('host')).toEqual(['h1', 'h2', 'h9', 'h10']);
  expect(names('host-down')).toEqual(['h10', 'h9', 'h2', 'h1']);
  expect(names('nonsense')).toEqual(names('host'));
});

test('or of the share that is reserved, and by name where that is the same', () => {
  expect(names('cpu')).toEqual(['h2', 'h1', 'h10', 'h9']);
  expect(names('cpu-down')).toEqual(['h9', 'h1', 'h10', 'h2']);
});

test('the columns are those of the address', () => {
  const ids = (query: string) => shownColumns(new URLSearchParams(query)).map(({ id }) => id);
  expect(ids('columns=year-cpu-nonsense')).toEqual(['year', 'cpu']);
  expect(ids('')).toContain('memory');
  expect(ids('')).not.toContain('gpu');
});
