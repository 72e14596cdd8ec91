import type { Catalog, Parameter } from '@patchbay/catalog';
import fc from 'fast-check';
import { COUNT, fieldsOf, type Component, type DesignDocument, type Heading } from '../src/design/index.ts';
import { design } from './builders.ts';

export const LINE = '0123456789abcdef0123456789abcdef';
export const lineNo = (n: number) => n.toString(16).padStart(32, '0');
export const heading = (id: string, more: Partial<Heading> = {}): Heading => ({
  id,
  name: 'Saved',
  summary: '',
  family: 'hardware',
  icon: 'stack',
  version: '1.0.0',
  ports: [],
  parameters: [],
  ...more,
});
export function counter(prefix: string) {
  let n = 0;
  return () => `${prefix}${(n += 1)}`;
}

/** Towers of machines with systems and software, some switches, abstractions, and connections between what stands by itself. */
export const anyRoot = fc.record({
  type: fc.constantFrom(
    'server-x86-64',
    'x86-pc',
    'switch-64',
    'easy-word-processing',
    'web-server',
    'office-network',
  ),
  count: fc.integer({ min: 1, max: 3 }),
  software: fc.integer({ min: 0, max: 2 }),
  memory: fc.option(fc.constantFrom(512, 1024), { nil: null }),
  chosen: fc.boolean(),
});
export const anySheet = fc.record({
  roots: fc.array(anyRoot, { minLength: 1, maxLength: 6 }),
  joins: fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })), { maxLength: 8 }),
});
export interface SheetOf {
  readonly roots: readonly (typeof anyRoot extends fc.Arbitrary<infer T> ? T : never)[];
  readonly joins: readonly (readonly [number, number])[];
}

export function drawingOf({ roots, joins }: SheetOf): DesignDocument {
  let built = design();
  for (const [n, { type, count, software, memory }] of roots.entries()) {
    const isMachine = type === 'server-x86-64' || type === 'x86-pc';
    const properties: Component['properties'] = memory !== null && isMachine ? { memoryMiB: memory } : {};
    built = built.part(`r${n}`, type, { count, properties, x: n * 300, y: n * 40, name: `Root ${n}` });
    if (!isMachine || software === 0) continue;
    built = built.part(`o${n}`, 'debian-12', { on: `r${n}`, name: `System ${n}` });
    if (software > 1) built = built.part(`s${n}`, 'apache-2-4', { on: `o${n}`, name: `Web ${n}` });
  }
  const { model } = built;
  const document: DesignDocument = { ...built.document, connections: { ...built.document.connections } };
  for (const [n, [a, b]] of joins.entries()) {
    const [from, to] = [`c-r${a}`, `c-r${b}`];
    const [first, second] = [from, to].map((id) => model.byId.get(id)?.type.ports[0]?.name);
    if (from !== to && first && second)
      document.connections[`l-${n}`] = {
        id: `l-${n}`,
        a: { component: from, port: first },
        b: { component: to, port: second },
      };
  }
  return document;
}

export const selectedIn = ({ roots }: SheetOf) =>
  roots.flatMap(({ chosen }, n) => (chosen ? [`c-r${n}`] : []));

/**
 * What a design comes to, without ids, places and groups: each component by its own name and those below it, and each
 * connection by its ends. Names are what tell parts apart, so those of the sheets above are all different.
 */
export function meaningOf(document: DesignDocument): { parts: string[]; joins: string[] } {
  const path = (id: string): string => {
    const part = document.components[id];
    if (!part) return 'gone';
    const { name, type, count, properties, host } = part;
    // The name of the abstraction that it came out of is no difference.
    const own = name.replace(/^Saved( \d+)? \/ /, '');
    return `${host === null ? '' : `${path(host)} > `}${own} ${type} ${count} ${JSON.stringify(properties)}`;
  };
  return {
    parts: Object.keys(document.components).map(path).sort(),
    joins: Object.values(document.connections)
      .map(({ a, b }) =>
        [a, b]
          .map((end) => `${path(end.component)}.${end.port}`)
          .sort()
          .join(' = '),
      )
      .sort(),
  };
}

/** Every field of every part of a sheet as a parameter of its own, with some other value that it takes. */
export function everyParameter(source: DesignDocument, catalog: Catalog) {
  const parameters: Parameter[] = [];
  const values: Record<string, number | string> = {};
  for (const part of Object.values(source.components))
    for (const field of fieldsOf(part, catalog)) {
      if (parameters.length === 20 || (field.name === COUNT && part.host !== null)) continue;
      const name = `p${parameters.length}`;
      const other =
        field.form === 'quantity'
          ? Math.min(field.max, field.name === COUNT ? 3 : field.default + field.step)
          : (field.options.at(-1)?.value ?? field.default);
      parameters.push({
        name,
        label: name,
        targets: [{ part: part.id, property: field.name }],
        changeable: false,
        default: field.default,
      });
      values[name] = other;
    }
  return { parameters, values };
}
