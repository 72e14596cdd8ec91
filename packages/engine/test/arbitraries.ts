import { shippedCatalog } from '@patchbay/catalog';
import fc from 'fast-check';
import {
  applyEdit,
  type Component,
  type Connection,
  type DesignDocument,
  type Edit,
  type Group,
} from '../src/design/index.ts';
import { webDesign } from './builders.ts';

// Few ids, so that edits meet; among subjects also some that are never there, and names that every object has.
const PARTS = ['c-m', 'c-o', 'c-s', 'c-n', 'c-1', 'c-2', 'c-3', 'c-4'];
const GROUPS = ['g-1', 'g-2', 'g-3'];
const JOINS = ['l-1', 'l-2', 'l-3', 'l-4', 'l-5'];
const part = fc.constantFrom(...PARTS);
const anyPart = fc.constantFrom(...PARTS, 'c-gone', '__proto__', 'constructor');
const anyGroup = fc.constantFrom(...GROUPS, 'g-gone', '__proto__');
const name = fc.constantFrom('Front', 'Back', 'Server 2', 'Ünï');
/** Eight parts on top of each other, three of each, are 9,840 copies: within the bounds. */
const count = fc.integer({ min: 1, max: 3 });
const value = fc.oneof(fc.integer({ min: -5, max: 500 }), fc.constantFrom('a', 'b'));
const properties = fc.dictionary(fc.constantFrom('cpu', 'memoryMiB', 'toString'), value, { maxKeys: 2 });
const place = fc.oneof(
  fc.integer({ min: -50, max: 50 }),
  fc.double({ min: -2e6, max: 2e6 }),
  fc.constantFrom(Number.NaN, Number.NEGATIVE_INFINITY),
);
const type = fc.constantFrom(...shippedCatalog.types.map(({ id }) => id), 'abacus');

const component: fc.Arbitrary<Component> = fc.record({
  id: part,
  type,
  name,
  count,
  host: fc.option(anyPart, { nil: null }),
  group: fc.option(anyGroup, { nil: null }),
  properties,
  x: place,
  y: place,
});
const group: fc.Arbitrary<Group> = fc.record({
  id: fc.constantFrom(...GROUPS),
  name,
  collapsed: fc.boolean(),
});
const end = fc.record({ component: anyPart, port: fc.constantFrom('eth', 'port', 'nose') });
const connection: fc.Arbitrary<Connection> = fc.record({ id: fc.constantFrom(...JOINS), a: end, b: end });
const move = fc.record({ id: anyPart, x: place, y: place });
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 3 });

const simpleEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    do: fc.constant('add' as const),
    components: some(component),
    connections: some(connection),
    groups: some(group),
  }),
  fc.record({
    do: fc.constant('remove' as const),
    components: fc.array(anyPart, { maxLength: 1 }),
    connections: some(fc.constantFrom(...JOINS)),
  }),
  fc.record({ do: fc.constant('connect' as const), connection }),
  fc.record(
    {
      do: fc.constant('host' as const),
      id: anyPart,
      host: fc.option(anyPart, { nil: null }),
      x: place,
      y: place,
    },
    { requiredKeys: ['do', 'id', 'host'] },
  ),
  fc.record({ do: fc.constant('move' as const), id: anyPart, x: place, y: place }),
  fc.record({ do: fc.constant('move-many' as const), moves: some(move) }),
  fc.record({ do: fc.constant('rename' as const), id: anyPart, name }),
  fc.record({ do: fc.constant('set-count' as const), id: anyPart, count }),
  fc.record({
    do: fc.constant('set-property' as const),
    id: anyPart,
    property: fc.constantFrom('cpu', 'toString'),
    value,
  }),
  fc.record({ do: fc.constant('change-type' as const), id: anyPart, type, name, properties }),
  fc.record({ do: fc.constant('group' as const), group, members: some(anyPart) }),
  fc.record({ do: fc.constant('ungroup' as const), id: anyGroup }),
  fc.record({ do: fc.constant('rename-group' as const), id: anyGroup, name }),
  fc.record({ do: fc.constant('collapse' as const), id: anyGroup, collapsed: fc.boolean() }),
);

/** Any edit of any form, sense or nonsense, whose own values are within the limits. */
export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 9, arbitrary: simpleEdit },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('many' as const), edits: some(simpleEdit) }) },
);

/** Designs that a person could have drawn, clumsily: what some edits make of a web server behind a gateway. */
export const anyDrawing: fc.Arbitrary<DesignDocument> = fc
  .array(anyEdit, { maxLength: 12 })
  .map((edits) => edits.reduce(applyEdit, webDesign().document));
