import { expect, test } from 'vitest';
import type { Host } from '../../api/types.ts';
import { loadOf, siteLoad } from './load-bar.tsx';

const size = (cpuMilli: number) => ({ cpuMilli, memoryMiB: 0, diskMiB: 0, gpu: 0 });
const host = (status: Host['status'], capacity: number, closed = false) =>
  ({
    maintenance: closed ? { id: 'm', end: '', reason: '' } : null,
    status,
    used: size(1),
    reserved: size(2),
    capacity: size(capacity),
  }) as Host;

test('a site has to give what its hosts have that are not lost', () => {
  const hosts = [host('up', 8000), host('suspect', 4000), host('lost', 2000)];
  expect(siteLoad([...hosts, host('up', 1000, true)], 'cpuMilli')).toEqual(siteLoad(hosts, 'cpuMilli'));
  expect(siteLoad(hosts, 'cpuMilli')).toEqual({ used: 2, reserved: 4, capacity: 12_000 });
  // The lost one still says what it had.
  expect(loadOf(hosts.slice(2), 'cpuMilli')).toEqual({ used: 1, reserved: 2, capacity: 2000 });
});
