import { shippedCatalog } from '@patchbay/catalog';
import {
  EMPTY_DESIGN,
  newComponent,
  readFlat,
  type Component,
  type Connection,
} from '@patchbay/engine/design';
import { expect, it } from 'vitest';
import { describe as describeEnvironment } from './desired.ts';

const byId = <T extends { id: string }>(all: readonly T[]) =>
  Object.fromEntries(all.map((one) => [one.id, one]));

function part(type: string, id: string, name: string): Component {
  const found = shippedCatalog.types.find((candidate) => candidate.id === type);
  if (!found) throw new Error(`no such type: ${type}`);
  return { ...newComponent(found, id, { x: 0, y: 0 }), name };
}

const join = (id: string, network: string): Connection => ({
  id,
  a: { component: 'c-m', port: 'eth' },
  b: { component: network, port: 'port' },
});

it('a machine has its network cards in the order in which its interfaces are drawn', () => {
  const components = [
    part('server-x86-64', 'm', 'Server'),
    part('switch-64', 'a', 'Switch 2'),
    part('switch-64', 'b', 'Switch'),
  ];
  const connections = [join('l-1', 'c-a'), join('l-2', 'c-b')];
  const drawn = { ...EMPTY_DESIGN, components: byId(components), connections: byId(connections) };
  const environment = {
    id: 'e-1',
    accountId: 'a-1',
    channelId: 'ch-1',
    designId: 'd-1',
    name: 'Shop',
    siteId: 's-1',
    siteChosen: false,
    wanted: 'running' as const,
    generation: 1,
    createdAt: 0,
    dataUntil: null,
    atExpiry: 'suspend' as const,
  };
  const networks = ['c-a', 'c-b'];
  const wanted = describeEnvironment(
    {
      environment,
      model: readFlat(drawn, shippedCatalog),
      claims: [{ component: 'c-m', idx: 0, hostId: 'h-1' }],
      ranges: new Map(networks.map((id, n) => [`${id} 0`, n])),
      addresses: networks.map((id, n) => ({
        component: 'c-m',
        idx: 0,
        network: `${id} 0`,
        address: `10.128.${n}.10`,
      })),
      units: [],
      asked: new Map(),
    },
    false,
  );
  const machine = wanted.flatMap(({ spec }) => (spec.form === 'machine' ? [spec] : []))[0];
  expect(machine?.interfaces.map(({ network }) => network.component)).toEqual(['c-b', 'c-a']);
});
