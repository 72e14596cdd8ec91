import { describe, expect, it } from 'vitest';
import { design, webDesign } from '../../test/builders.ts';
import {
  depthExceeds,
  EMPTY_DESIGN,
  MAX_COMPONENTS,
  MAX_CONNECTIONS,
  MAX_COUNT,
  MAX_DEPTH,
  MAX_NAME,
  MAX_POSITION,
  MAX_REPORTED_ISSUES,
  parseDesign,
  readStored,
} from './index.ts';

const machine = (wish: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 'c-m',
  type: 'x86-pc',
  name: 'PC',
  count: 1,
  host: null,
  group: null,
  properties: {},
  x: 0,
  y: 0,
  ...wish,
});
const holding = (...parts: Record<string, unknown>[]) => ({
  version: 1,
  components: Object.fromEntries(parts.map((part) => [part['id'], part])),
  connections: {},
  groups: {},
});
const GROUP = { id: 'g-a', name: 'A', collapsed: false };
const issuesOf = (value: unknown) => {
  const result = parseDesign(value);
  return result.ok ? [] : result.issues;
};

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let n = 0; n < levels; n += 1) value = { a: value };
  return value;
}

describe('what parses', () => {
  it.each([
    ['the empty design', EMPTY_DESIGN],
    ['a web server behind a gateway', webDesign().document],
    ['the largest count', holding(machine({ count: MAX_COUNT }))],
    ['the farthest place', holding(machine({ x: MAX_POSITION, y: -MAX_POSITION }))],
    ['the longest name', holding(machine({ name: 'n'.repeat(MAX_NAME) }))],
    ['a part in a group', { ...holding(machine({ group: 'g-a' })), groups: { 'g-a': GROUP } }],
    ['a type that no catalog has: the checker reports it', holding(machine({ type: 'abacus' }))],
  ])('%s', (_, value) => {
    expect(parseDesign(structuredClone(value))).toEqual({ ok: true, document: value });
  });
});

describe('what does not, with the reason', () => {
  it.each([
    ['nothing', undefined, 'expected object'],
    ['text', 'a design', 'expected object'],
    ['another version', { ...EMPTY_DESIGN, version: 2 }, 'version'],
    ['a member too many', { ...EMPTY_DESIGN, extra: 1 }, 'extra'],
    ['a count of zero', holding(machine({ count: 0 })), 'count'],
    ['a count too high', holding(machine({ count: MAX_COUNT + 1 })), 'count'],
    ['half a copy', holding(machine({ count: 1.5 })), 'count'],
    ['a place off the canvas', holding(machine({ x: MAX_POSITION + 1 })), 'x'],
    ['no name', holding(machine({ name: '   ' })), 'name'],
    ['a long name', holding(machine({ name: 'n'.repeat(MAX_NAME + 1) })), 'name'],
    ['an id like a member of every object', holding(machine({ id: 'constructor' })), 'components'],
    ['an id in capitals', holding(machine({ id: 'c-M' })), 'components'],
    ['a property of no form', holding(machine({ properties: { cpu: true } })), 'cpu'],
    ['a property name with a dot', holding(machine({ properties: { 'a.b': 1 } })), 'properties'],
    [
      'a component under another id',
      { ...EMPTY_DESIGN, components: { 'c-x': machine() } },
      'under its own id',
    ],
    ['a host that is not there', holding(machine({ host: 'c-gone' })), 'names no component'],
    ['a part that hosts itself', holding(machine({ host: 'c-m' })), 'hosts itself'],
    [
      'hosting in a circle',
      holding(machine({ id: 'c-a', host: 'c-b' }), machine({ id: 'c-b', host: 'c-a' })),
      'hosts itself',
    ],
    [
      'a connection into nothing',
      { ...design().part('m', 'x86-pc').part('n', 'switch-64').join('m', 'n').document, components: {} },
      'joins a component that is not in this design',
    ],
    ['a group that is not there', holding(machine({ group: 'g-gone' })), 'names no group'],
    ['a group of nothing', { ...holding(machine()), groups: { 'g-a': GROUP } }, 'has no members'],
    [
      'a hosted part in a group',
      {
        ...holding(machine({ group: 'g-a' }), machine({ id: 'c-o', host: 'c-m', group: 'g-a' })),
        groups: { 'g-a': GROUP },
      },
      'is hosted',
    ],
    [
      'a connection with itself',
      {
        ...holding(machine()),
        connections: {
          'l-1': { id: 'l-1', a: { component: 'c-m', port: 'eth' }, b: { component: 'c-m', port: 'eth' } },
        },
      },
      'with itself',
    ],
  ])('%s', (_, value, reason) => {
    expect(issuesOf(value).join('\n')).toContain(reason);
  });

  it('names at most so many problems, each of bounded length', () => {
    const many = Array.from({ length: 200 }, (_, n) => machine({ id: `c-${n}`, name: '', count: -1 }));
    const broken = Array.from({ length: 200 }, (_, n) => machine({ id: `c-${n}`, host: 'c-gone' }));
    for (const value of [holding(...many), holding(...broken)]) {
      const issues = issuesOf(value);
      expect(issues).toHaveLength(MAX_REPORTED_ISSUES);
      expect(Math.max(...issues.map((issue) => issue.length))).toBeLessThanOrEqual(200);
    }
  });

  it('is full at the bounds on components and connections', () => {
    const parts = Array.from({ length: MAX_COMPONENTS + 1 }, (_, n) => machine({ id: `c-${n}` }));
    expect(issuesOf(holding(...parts.slice(1)))).toEqual([]);
    expect(issuesOf(holding(...parts)).join()).toContain(`at most ${MAX_COMPONENTS}`);
    const joins = Array.from({ length: MAX_CONNECTIONS + 1 }, (_, n) => ({
      id: `l-${n}`,
      a: { component: 'c-1', port: 'eth' },
      b: { component: 'c-2', port: 'port' },
    }));
    const joined = (rows: typeof joins) => ({
      ...holding(machine({ id: 'c-1' }), machine({ id: 'c-2' })),
      connections: Object.fromEntries(rows.map((row) => [row.id, row])),
    });
    expect(issuesOf(joined(joins.slice(1)))).toEqual([]);
    expect(issuesOf(joined(joins)).join()).toContain(`at most ${MAX_CONNECTIONS}`);
  });
});

describe('depth', () => {
  it.each([
    [MAX_DEPTH, false],
    [MAX_DEPTH + 1, true],
    // Deeper than any call stack.
    [1_000_000, true],
  ])('%d levels exceed the limit: %s', (levels, expected) => {
    expect(depthExceeds(nested(levels), MAX_DEPTH)).toBe(expected);
  });

  it('a value nested a million levels deep is refused without a throw', () => {
    expect(issuesOf(nested(1_000_000))).toEqual([`nested deeper than ${MAX_DEPTH} levels`]);
  });

  it('a tower of hosts higher than that is refused, and says so', () => {
    const tower = (height: number) =>
      holding(
        ...Array.from({ length: height }, (_, n) =>
          machine({ id: `c-${n}`, host: n === 0 ? null : `c-${n - 1}` }),
        ),
      );
    expect(issuesOf(tower(MAX_DEPTH))).toEqual([]);
    expect(issuesOf(tower(MAX_DEPTH + 1))).toEqual([
      `components.c-${MAX_DEPTH}.host: stands on more than ${MAX_DEPTH - 1} others`,
    ]);
  });
});

describe('names of members that every object has', () => {
  const designWith = (text: string) => parseDesign(JSON.parse(text) as unknown);
  const withId = (name: string) =>
    designWith(`{"version":1,"components":{"${name}":${JSON.stringify(machine())}},"connections":{}}`);
  const withProperty = (name: string) =>
    designWith(JSON.stringify(holding(machine({ properties: 'P' }))).replace('"P"', `{"${name}":7}`));

  it.each(['constructor', 'toString', 'hasOwnProperty'])(
    '%s is no id, and a property only of its own',
    (name) => {
      expect(withId(name).ok).toBe(false);
      const result = withProperty(name);
      expect(result.ok && Object.entries(result.document.components['c-m']?.properties ?? {})).toEqual([
        [name, 7],
      ]);
    },
  );

  it('__proto__ is dropped and reaches no prototype', () => {
    expect(withId('__proto__')).toEqual({ ok: true, document: EMPTY_DESIGN });
    const result = withProperty('__proto__');
    expect(result.ok && Object.getPrototypeOf(result.document.components['c-m']?.properties)).toBe(
      Object.prototype,
    );
    expect(Object.hasOwn(Object.prototype, '7')).toBe(false);
  });
});

describe('a design stored before there were groups', () => {
  it('has none, and is whole', () => {
    const stored = webDesign().document;
    const { groups: _, ...old } = stored;
    const components = Object.fromEntries(
      Object.entries(stored.components).map(([id, { group: __, ...part }]) => [id, part]),
    );
    expect(readStored({ ...old, components })).toEqual(stored);
    expect(readStored(stored)).toBe(stored);
  });
});
