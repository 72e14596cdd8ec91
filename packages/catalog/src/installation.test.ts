import { describe, expect, it } from 'vitest';
import type { ComponentType } from './component-type.ts';
import { shippedCatalog } from './registry.ts';

const { types } = shippedCatalog;
const installed = types.flatMap((type) =>
  type.personality.install ? [{ ...type.personality.install, type }] : [],
);
const services = installed.flatMap(({ service, ...rest }) => (service ? [{ ...rest, service }] : []));
const software = installed.filter(({ type }) => type.layer === 'software');
const hostsOf = (type: ComponentType) =>
  type.requirements.flatMap((one) => (one.capability === 'os' ? one.anyOf : []));

describe('what a real engine makes', () => {
  it.each([
    // type, packages, port, in a browser, order, kept
    ['apache-2-4', 'apache2', 80, true, 2, '/var/www/html'],
    ['nginx-1-22', 'nginx', 80, true, 2, '/var/www/html'],
    ['nodejs-18', 'nodejs', 3000, true, 1, '/srv/app'],
    ['postgresql-15', 'postgresql-15', 5432, false, 0, '/var/lib/postgresql'],
    ['redis-7', 'redis-server', 6379, false, 0, '/var/lib/redis'],
    ['squid-5', 'squid', 3128, false, 2, null],
  ])('%s: %s on port %i', (id, packages, port, web, order, keeps) => {
    const one = services.find(({ type }) => type.id === id);
    expect(one?.packages).toEqual([packages]);
    expect(one?.service).toMatchObject({ port, web, order });
    expect(one?.keeps).toBe(keeps);
  });

  it('is all software that the table above names', () => {
    expect(services).toHaveLength(6);
    expect(software).toHaveLength(6);
  });
});

describe('installations', () => {
  it('of software have a package and a service; those of other parts have neither', () => {
    const bad = installed.filter(
      ({ type, packages, service }) =>
        packages.length > 0 !== (type.layer === 'software') || (service !== null) !== packages.length > 0,
    );
    expect(bad.map(({ type }) => type.id)).toEqual([]);
  });

  it('have a system below them that real engines run', () => {
    const real = new Set(installed.flatMap(({ type }) => (type.layer === 'os' ? [type.id] : [])));
    expect([...real]).toEqual(['debian-12']);
    const bad = software.filter(({ type }) => !hostsOf(type).some((id) => real.has(id)));
    expect(bad.map(({ type }) => type.id)).toEqual([]);
  });

  it('replace the shell by the service, so that a stop reaches it', () => {
    const bad = services.filter(
      ({ service }) =>
        !service.command
          .split(/ && |; /)
          .at(-1)
          ?.startsWith('exec '),
    );
    expect(bad.map(({ type }) => type.id)).toEqual([]);
  });

  it('tell the machine what it is for', () => {
    const told = installed.flatMap(({ type, environment }) => (environment ? [[type.id, environment]] : []));
    expect(Object.fromEntries(told)).toEqual({
      'nodejs-18': { NODE_ENV: 'production', PORT: '3000' },
      'postgresql-15': { PGDATA: '/var/lib/postgresql/15/main', PGUSER: 'postgres' },
    });
  });

  it('set no variable that another one sets, or that the system needs itself', () => {
    const names = installed.flatMap(({ environment }) => Object.keys(environment ?? {}));
    expect(names).toEqual([...new Set(names)]);
    const own = ['PATH', 'HOME', 'LANG', 'TERM', 'LD_PRELOAD', 'PATCHBAY_TERMINAL'];
    expect(names.filter((name) => own.includes(name))).toEqual([]);
  });

  it('name whole paths, and write nothing into the folder that is kept', () => {
    const paths = installed.flatMap(({ files, keeps }) => [
      ...files.map((file) => file.path),
      ...(keeps ? [keeps] : []),
    ]);
    expect(paths.filter((path) => !/^(\/[a-zA-Z0-9._-]+)+$/.test(path) || path.includes('..'))).toEqual([]);
    const written = installed.filter(({ files, keeps }) =>
      files.some((file) => keeps && file.path.startsWith(`${keeps}/`)),
    );
    expect(written.map(({ type }) => type.id)).toEqual([]);
  });

  // No rule keeps two of a group off one machine: the second finds the port taken.
  it('share a port among web servers only', () => {
    const byPort = new Map<number, string[]>();
    for (const { service, type } of services)
      byPort.set(service.port, [...(byPort.get(service.port) ?? []), type.id]);
    expect([...byPort.values()].filter((ids) => ids.length > 1)).toEqual([['apache-2-4', 'nginx-1-22']]);
  });

  it('start databases before what uses them, and web servers last', () => {
    const order = new Map(services.map(({ type, service }) => [type.id, service.order]));
    for (const [id, before] of [
      ['postgresql-15', 'nodejs-18'],
      ['redis-7', 'nodejs-18'],
      ['nodejs-18', 'nginx-1-22'],
      ['nodejs-18', 'apache-2-4'],
    ] as const)
      expect(order.get(id)).toBeLessThan(order.get(before)!);
  });
});
