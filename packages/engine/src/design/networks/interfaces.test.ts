import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { design } from '../../../test/builders.ts';
import { byInterface, interfaceNames, readDesign, segments, type DesignDocument } from '../index.ts';

const lans = (...names: readonly string[]) =>
  names.reduce(
    (made, name, n) => made.part(`n${n}`, 'switch-64', { name }).join('m', `n${n}`),
    design().part('m', 'server-x86-64'),
  );

/** The interface to each part, by its name. */
function interfaces(document: DesignDocument): Record<string, string> {
  const names = interfaceNames(readDesign(document, shippedCatalog));
  return Object.fromEntries(
    Object.values(document.connections).map(({ id, a, b }) => {
      const far = document.components[a.component === 'c-m' ? b.component : a.component];
      return [far?.name ?? '', names.get(id) ?? ''];
    }),
  );
}

describe('interfaces', () => {
  it('are numbered by the names of what they go to, 2 before 10', () => {
    expect(interfaces(lans('Switch 10', 'Backbone', 'Switch 2', 'Switch').document)).toEqual({
      Backbone: 'eth0',
      Switch: 'eth1',
      'Switch 2': 'eth2',
      'Switch 10': 'eth3',
    });
  });

  it('do not depend on the ids of connections', () => {
    const { document } = lans('A', 'B', 'C');
    const turned = Object.values(document.connections).map((one, n, { length }) => ({
      ...one,
      id: `l-${length - n}`,
    }));
    const connections = Object.fromEntries(turned.map((one) => [one.id, one]));
    expect(interfaces({ ...document, connections })).toEqual(interfaces(document));
  });

  it('are counted by port, and a network has ports that are not', () => {
    const built = design()
      .part('m', 'laptop')
      .part('a', 'access-point', { name: 'Air' })
      .part('n', 'switch-8', { name: 'Net' })
      .join('m.air', 'a.air')
      .join('m.eth', 'n.port');
    expect(interfaces(built.document)).toEqual({ Air: 'air0', Net: 'eth0' });
    const { model } = design().part('g', 'internet-gateway').part('n', 'switch-8').join('n', 'g');
    expect([...interfaceNames(model).values()]).toEqual(['lan']);
  });

  it('real ones are in the same order', () => {
    const { model } = lans('Switch 2', 'Switch');
    const all = segments(model);
    const rows = all.map(({ at }) => ({
      component: 'c-m',
      idx: 0,
      network: `${at.component} 0`,
      address: '',
    }));
    expect(rows.sort(byInterface(model, all)).map(({ network }) => network)).toEqual(['c-n1 0', 'c-n0 0']);
  });
});
