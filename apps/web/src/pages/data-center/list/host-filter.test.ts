import { expect, test } from 'vitest';
import type { DataCenter, Host } from '../../../api/types.ts';
import { allHosts, matches, readFilter } from './host-filter.ts';

const host = (name: string, rest: Partial<Host>) =>
  ({
    id: `host_${name}`,
    name,
    model: 'Rack server',
    arch: 'x86',
    status: 'up',
    draining: false,
    reserved: { cpuMilli: 0, memoryMiB: 0, diskMiB: 0, gpu: 0 },
    ...rest,
  }) as Host;
const busy = { cpuMilli: 1, memoryMiB: 0, diskMiB: 0, gpu: 0 };
const sites = [
  {
    id: 's1',
    racks: [
      { id: 'r1', hosts: [host('r1-h1', {}), host('r1-h2', { arch: 'arm64', reserved: busy })] },
      { id: 'r2', hosts: [host('r2-h1', { draining: true, model: 'PC blade' })] },
    ],
  },
  { id: 's2', racks: [{ id: 't1', hosts: [host('t1-h1', { status: 'lost', reserved: busy })] }] },
] as unknown as DataCenter['sites'];

test.each([
  ['', ['r1-h1', 'r1-h2', 'r2-h1', 't1-h1']],
  ['site=s1', ['r1-h1', 'r1-h2', 'r2-h1']],
  ['site=s1&rack=r2', ['r2-h1']],
  ['site=s2&rack=r2', []],
  ['arch=arm64', ['r1-h2']],
  ['state=trouble', ['r2-h1', 't1-h1']],
  ['state=busy', ['r1-h2', 't1-h1']],
  ['state=free&arch=x86', ['r1-h1', 'r2-h1']],
  ['state=nonsense', ['r1-h1', 'r1-h2', 'r2-h1', 't1-h1']],
  ['q=BLADE', ['r2-h1']],
  ['q= h1 ', ['r1-h1', 'r2-h1', 't1-h1']],
])('the address %s shows these hosts', (query, names) => {
  const filter = readFilter(new URLSearchParams(query));
  const shown = allHosts(sites).filter((one) => matches(one, filter));
  expect(shown.map((one) => one.host.name)).toEqual(names);
});
