import { expect, test } from 'vitest';
import type { Host } from '../../../api/types.ts';
import { formOf, readForm } from './host-form.ts';

const host = {
  name: 'r1-h01',
  rackUnit: 3,
  model: 'Rack server',
  arch: 'x86-64',
  clockMhz: 2600,
  year: 2024,
  capacity: { cpuMilli: 32_000, memoryMiB: 131_072, diskMiB: 4_096_000, gpu: 0 },
} as Host;
const form = formOf(host, 'r1');

test('a host in the form is that host', () => {
  expect(readForm(form)).toEqual({
    spec: {
      name: 'r1-h01',
      rack: 'r1',
      rackUnit: 3,
      model: 'Rack server',
      arch: 'x86-64',
      clockMhz: 2600,
      year: 2024,
      cpus: 32,
      memoryMiB: 131_072,
      diskGiB: 4000,
      gpus: 0,
    },
  });
});

test.each([
  [{ name: '' }, ['name']],
  [{ name: '=1+1' }, ['name']],
  [{ rack: 'a/b', rackUnit: '0' }, ['rack', 'rackUnit']],
  [{ cpus: '1.5', gpus: '65' }, ['cpus', 'gpus']],
  [{ model: ' ' }, ['model']],
])('%j is told field by field', (typed, wrong) => {
  const read = readForm({ ...form, ...typed });
  expect('wrong' in read && read.wrong.toSorted()).toEqual(wrong.toSorted());
});
