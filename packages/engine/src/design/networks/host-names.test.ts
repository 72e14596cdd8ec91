import { describe, expect, it } from 'vitest';
import { design, typeOf } from '../../../test/builders.ts';
import { hostNames, installedOn, onPaperOnly, startOrder, type Part } from '../index.ts';

describe('host names (RFC 1123)', () => {
  it.each([
    ['Web server', 1, ['web-server']],
    ['Web', 3, ['web-1', 'web-2', 'web-3']],
    ['Ärger & Söhne', 1, ['arger-sohne']],
    ['--', 1, ['server']],
    ['日本', 1, ['server']],
    ['x'.repeat(80), 1, ['x'.repeat(50)]],
  ])('%s, %d copies', (name, count, expected) => {
    const { model } = design().part('m', 'server-x86-64', { name, count });
    expect([...hostNames(model).values()]).toEqual(expected);
  });

  it('two components of one name get two names', () => {
    const { model } = design()
      .part('a', 'server-x86-64', { name: 'Web' })
      .part('b', 'server-x86-64', { name: 'web' })
      .part('c', 'server-x86-64', { name: 'WEB' });
    expect([...hostNames(model).values()]).toEqual(['web', 'web-2', 'web-3']);
  });

  it('only what has an address has a name', () => {
    const { model } = design().part('n', 'switch-64').part('d', 'disk-array', { name: 'Files' });
    expect([...hostNames(model)]).toEqual([['c-d 0', 'files']]);
  });
});

describe('what is installed', () => {
  const { model } = design()
    .part('m', 'server-x86-64')
    .part('o', 'debian-12', { on: 'm' })
    .part('p', 'postgresql-15', { on: 'o' })
    .part('w', 'nginx-1-22', { on: 'o' })
    .part('pc', 'x86-pc')
    .part('98', 'windows-98', { on: 'pc' });
  const machine = model.byId.get('c-m') as Part;

  it('everything above a machine that has an installation, host first', () => {
    expect(installedOn(model, machine).map(({ part }) => part.component.id)).toEqual(['c-o', 'c-p', 'c-w']);
  });

  it('what has none exists on paper only', () => {
    expect(onPaperOnly(model).map(({ type }) => type.id)).toEqual(['windows-98']);
    expect(typeOf('windows-98').personality.install).toBeNull();
  });

  it('a machine starts when the last of its services may', () => {
    expect(startOrder(model, machine)).toBe(2);
  });
});
