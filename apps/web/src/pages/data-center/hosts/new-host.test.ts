import { expect, test } from 'vitest';
import type { Host, Probe, Site } from '../../../api/types.ts';
import { firstForm, isAddress, NEW_SITE, readForm, SOCKETS, type HostForm } from './new-host.ts';

const probe = { cpus: 4, memoryMiB: 8000 } as Probe;
const site = (id: string, simulated: boolean, hosts: string[] = []): Site =>
  ({
    id,
    name: `Site ${id}`,
    simulated,
    racks: [{ id: `${id}-r`, name: 'rack-a', hosts: hosts.map((name) => ({ id: name, name }) as Host) }],
  }) as unknown as Site;

test.each([
  [SOCKETS[0], true],
  [SOCKETS[1], true],
  ['tcp://10.0.0.7:2375', true],
  ['tcp://[fe80::1]:2375', true],
  ['', false],
  ['unix://relative', false],
  ['unix:///a b', false],
  ['tcp://host', false],
  ['http://host:2375', false],
  [`unix:///${'x'.repeat(200)}`, false],
])('%s is an address: %s', (text, expected) => {
  expect(isAddress(text)).toBe(expected);
});

test('the form starts with all processors, three quarters of the memory and no disk', () => {
  expect(firstForm(probe, SOCKETS[0], [])).toEqual({
    site: NEW_SITE,
    siteName: 'This computer',
    rack: 'r1',
    name: 'docker-1',
    cpus: '4',
    memoryMiB: '5888',
    diskGiB: '',
  });
});

test('a real site is suggested with its rack, a simulated one never', () => {
  const sites = [site('a', true), site('b', false, ['podman-1'])];
  expect(firstForm(probe, SOCKETS[1], sites)).toMatchObject({ site: 'b', rack: 'rack-a', name: 'podman-2' });
  expect(firstForm(probe, 'tcp://10.0.0.7:2375', [site('a', true)])).toMatchObject({
    site: NEW_SITE,
    siteName: '10.0.0.7',
    name: '10.0.0.7-1',
  });
});

const form: HostForm = {
  site: NEW_SITE,
  siteName: ' Here ',
  rack: 'r1',
  name: 'h1',
  cpus: '16',
  memoryMiB: '8000',
  diskGiB: '100',
};

test('everything up to the limits is read', () => {
  expect(readForm(form, probe, [])).toEqual({
    outcome: 'host',
    host: {
      name: 'h1',
      site: { name: 'Here' },
      rack: 'r1',
      offered: { cpus: 16, memoryMiB: 8000, diskGiB: 100 },
    },
  });
  const there = readForm({ ...form, site: 'b', siteName: '' }, probe, [site('b', false)]);
  expect(there).toMatchObject({ outcome: 'host', host: { site: { id: 'b' } } });
});

test.each<[Partial<HostForm>, Record<string, string>]>([
  [{ siteName: ' ' }, { siteName: 'missing' }],
  [{ siteName: 'Site a' }, { siteName: 'taken' }],
  [{ rack: 'r'.repeat(41) }, { rack: 'long' }],
  [{ name: 'h'.repeat(41) }, { name: 'long' }],
  [{ name: 'known' }, { name: 'host-taken' }],
  [{ cpus: '17' }, { cpus: 'cpus' }],
  [{ cpus: '1.5' }, { cpus: 'cpus' }],
  [{ memoryMiB: '8001' }, { memoryMiB: 'memory' }],
  [{ memoryMiB: '255' }, { memoryMiB: 'memory' }],
  [{ diskGiB: '' }, { diskGiB: 'disk' }],
  [
    { name: '', diskGiB: '0' },
    { name: 'missing', diskGiB: 'disk' },
  ],
])('%o is refused: %o', (patch, problems) => {
  expect(readForm({ ...form, ...patch }, probe, [site('a', true, ['known'])])).toEqual({
    outcome: 'problems',
    problems,
  });
});
