import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { check } from '../src/constraints/index.ts';
import { applyEdit, copies, portUse, segments } from '../src/design/index.ts';
import { demandOf } from '../src/placement/index.ts';
import { design } from './builders.ts';

/** 12 web servers, 2 disk arrays and 2 caches on a server switch; 200 clients on four access switches; uplinks. */
const office = design()
  .part('web', 'server-x86-64', { count: 12 })
  .part('nt', 'windows-nt-4', { on: 'web' })
  .part('apache', 'apache-2-4', { on: 'nt' })
  .part('disks', 'disk-array', { count: 2 })
  .part('cache', 'server-x86-64', { count: 2 })
  .part('debian', 'debian-12', { on: 'cache' })
  .part('squid', 'squid-5', { on: 'debian' })
  .part('client', 'x86-pc', { count: 200 })
  .part('w2k', 'windows-2000', { on: 'client' })
  .part('navigator', 'navigator-4', { on: 'w2k' })
  .part('core', 'switch-64')
  .part('access', 'switch-64', { count: 4 })
  .join('web', 'core')
  .join('disks', 'core')
  .join('cache', 'core')
  .join('client', 'access')
  .join('access', 'core');
const blockers = (document = office.document) =>
  check(document, shippedCatalog).filter(({ level, obstructs }) => level === 'blocker' || obstructs);

describe('S3: twelve servers, two arrays, two caches, two hundred clients', () => {
  it('are 216 devices, and nothing is in the way', () => {
    const devices = office.model.parts.filter(
      ({ type }) => type.layer === 'machine' || type.layer === 'storage',
    );
    expect(devices.reduce((sum, part) => sum + copies(office.model, part), 0)).toBe(216);
    expect(blockers()).toEqual([]);
  });

  it('each access switch has 50 clients and its uplink, the server switch what is on it and four uplinks', () => {
    expect(portUse(office.model, 'c-access', 'port')).toEqual({ used: 204, capacity: 256 });
    expect(portUse(office.model, 'c-core', 'port')).toEqual({ used: 20, capacity: 64 });
    const ports = demandOf(office.model).units.filter(({ resourceClass }) => resourceClass === 'switch-port');
    expect(ports.map(({ component, idx, quantity }) => [component, idx, quantity])).toEqual([
      ...[0, 1, 2, 3].map((idx) => ['c-access', idx, 51]),
      ['c-core', 0, 20],
    ]);
  });

  it('all of them are on one network', () => {
    expect(segments(office.model).map(({ parts, members }) => [parts.length, members.length])).toEqual([
      [5, 216],
    ]);
  });

  it.each([
    // access switches, clients, found
    [4, 252, []],
    [4, 253, ['PORT-1 c-access']],
    [3, 200, ['PORT-1 c-access']],
  ])('PORT-1 counts the uplinks: %d access switches and %d clients', (switches, clients, found) => {
    const changed = applyEdit(office.document, {
      do: 'many',
      edits: [
        { do: 'set-count', id: 'c-access', count: switches },
        { do: 'set-count', id: 'c-client', count: clients },
      ],
    });
    expect(blockers(changed).map(({ rule, subjects }) => [rule, ...subjects].join(' '))).toEqual(found);
  });
});
