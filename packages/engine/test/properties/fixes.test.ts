import { shippedCatalog, type ComponentType } from '@patchbay/catalog';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canHost, check, type Fix } from '../../src/constraints/index.ts';
import {
  applyEdit,
  parseDesign,
  type Component,
  type Connection,
  type DesignDocument,
} from '../../src/design/index.ts';

const TYPES = shippedCatalog.types;

/** Types that differ in what they offer, ask and join; others of their sort say nothing new as the other part of a pair. */
const SORTS = [
  ...new Map(
    TYPES.map((type) => [
      JSON.stringify([
        type.layer,
        type.traits,
        type.ports.map((port) => [port.interface, port.role]),
        type.layer === 'machine' && type.capabilities,
      ]),
      type,
    ]),
  ).values(),
];

/** One host that takes a type and one of the right layer that does not, where there are such. */
function hostsOf(type: ComponentType): ComponentType[] {
  const hosts = TYPES.filter(({ layer }) => layer === type.hostedOn);
  return [true, false].flatMap((fits) => hosts.find((host) => (canHost(host, type) === null) === fits) ?? []);
}

/** Any design at all, sense or nonsense: parts of every type anywhere, odd counts and values, ports joined at random. */
const anyDesign: fc.Arbitrary<DesignDocument> = fc
  .array(
    fc.record({
      type: fc.constantFrom(...TYPES),
      host: fc.option(fc.nat({ max: 5 }), { nil: null }),
      count: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 130 })),
      odd: fc.option(fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: -5, max: 500_000 })), { nil: null }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .chain((parts) =>
    fc.tuple(
      fc.constant(parts),
      fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })), { maxLength: 5 }),
    ),
  )
  .map(([parts, joins]) => {
    const components = parts.map(({ type, host, count, odd }, n): Component => {
      const property = odd ? type.properties[odd[0]] : undefined;
      return {
        id: `c-${n}`,
        type: type.id,
        name: `${type.shortName} ${n}`,
        count,
        // Only parts before this one, so that hosting never goes round.
        host: host !== null && host < n ? `c-${host}` : null,
        group: null,
        properties: property && odd ? { [property.name]: odd[1] } : {},
        x: 0,
        y: n * 100,
      };
    });
    const connections = joins.flatMap(([a, b], n): Connection[] => {
      const [from, to] = [parts[a], parts[b]];
      const [fromPort, toPort] = [from?.type.ports[0], to?.type.ports[0]];
      if (!fromPort || !toPort || a === b) return [];
      return [
        {
          id: `l-${n}`,
          a: { component: `c-${a}`, port: fromPort.name },
          b: { component: `c-${b}`, port: toPort.name },
        },
      ];
    });
    return {
      version: 1,
      components: Object.fromEntries(components.map((component) => [component.id, component])),
      connections: Object.fromEntries(connections.map((connection) => [connection.id, connection])),
      groups: {},
    };
  });

/** Parts that a fix adds and does not say, and those of them that stand by themselves under a name that is taken. */
function unnamed(before: DesignDocument, after: DesignDocument, { action }: Fix) {
  const all = Object.values(after.components);
  const added = all.filter(({ id }) => !Object.hasOwn(before.components, id));
  const said = String(action.values['names'] ?? action.values['name']);
  const nameOf = ({ type }: Component) => TYPES.find(({ id }) => id === type)?.name ?? '';
  return {
    unsaid: added.filter((part) => !said.includes(part.name) && !said.includes(nameOf(part))),
    taken: added.filter(
      ({ id, name, host }) =>
        host === null && all.some((other) => other.id !== id && other.host === null && other.name === name),
    ),
  };
}

function expectFixesToHold(document: DesignDocument): void {
  if (!parseDesign(document).ok) return;
  const findings = check(document, shippedCatalog);
  const blockers = new Set(
    findings.filter((finding) => finding.level === 'blocker').map((finding) => finding.id),
  );
  for (const finding of findings) {
    for (const fix of finding.fixes) {
      const fixed = applyEdit(document, fix.edit);
      expect(parseDesign(fixed).ok).toBe(true);
      const after = check(fixed, shippedCatalog);
      const where = { rule: finding.rule, fix: fix.action.code };
      expect({ ...where, ...unnamed(document, fixed, fix) }).toEqual({ ...where, unsaid: [], taken: [] });
      expect({ ...where, still: after.some((one) => one.id === finding.id) }).toEqual({
        ...where,
        still: false,
      });
      const added = after
        .filter((one) => one.level === 'blocker' && !blockers.has(one.id))
        .map((one) => one.id);
      expect({ ...where, added }).toEqual({ ...where, added: [] });
    }
  }
}

describe('CST-2: every fix removes its finding and adds no blocker', () => {
  it.each(TYPES.map((type) => [type.id, type] as const))(
    '%s, hosted on and joined to every sort of type',
    (_, type) => {
      const alone = (host: string | null): Component => ({
        id: 'c-a',
        type: type.id,
        name: type.name,
        count: 1,
        host,
        group: null,
        properties: {},
        x: 0,
        y: 0,
      });
      for (const other of [...SORTS, ...hostsOf(type)]) {
        const second: Component = {
          id: 'c-b',
          type: other.id,
          name: other.name,
          count: 1,
          host: null,
          group: null,
          properties: {},
          x: 0,
          y: 200,
        };
        expectFixesToHold({
          version: 1,
          components: { 'c-a': alone('c-b'), 'c-b': second },
          connections: {},
          groups: {},
        });
        const [from, to] = [type.ports[0], other.ports[0]];
        if (!from || !to) continue;
        const connection: Connection = {
          id: 'l-a',
          a: { component: 'c-a', port: from.name },
          b: { component: 'c-b', port: to.name },
        };
        expectFixesToHold({
          version: 1,
          components: { 'c-a': alone(null), 'c-b': { ...second, count: 65 } },
          connections: { 'l-a': connection },
          groups: {},
        });
      }
      for (const property of type.properties) {
        if (property.form !== 'quantity') continue;
        for (const value of [property.min - 1, property.max + 1]) {
          expectFixesToHold({
            version: 1,
            components: { 'c-a': { ...alone(null), properties: { [property.name]: value } } },
            connections: {},
            groups: {},
          });
        }
      }
    },
  );

  it('any design', () => {
    fc.assert(fc.property(anyDesign, expectFixesToHold), { numRuns: 300, seed: 20_261_122 });
  });

  it('the designs above break so many rules that this says something', () => {
    const broken = new Set<string>();
    fc.assert(
      fc.property(anyDesign, (document) => {
        for (const finding of check(document, shippedCatalog)) broken.add(finding.rule);
      }),
      { numRuns: 600, seed: 7 },
    );
    // Others need more parts in one place than any of these has; each has a design of its own beside the rules.
    expect(broken.size).toBeGreaterThanOrEqual(30);
  });

  it('CST-1: the same design gives the same findings in any key order', () => {
    fc.assert(
      fc.property(anyDesign, (document) => {
        const turned = {
          ...document,
          components: Object.fromEntries(Object.entries(document.components).toReversed()),
          connections: Object.fromEntries(Object.entries(document.connections).toReversed()),
        };
        expect(check(turned, shippedCatalog)).toEqual(check(document, shippedCatalog));
      }),
      { numRuns: 100, seed: 3 },
    );
  });
});
