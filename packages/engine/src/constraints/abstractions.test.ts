import { shippedCatalog, type Abstraction } from '@patchbay/catalog';
import { expect, it } from 'vitest';
import type { Component, Connection, DesignDocument } from '../design/index.ts';
import { check } from './index.ts';

const { abstractions } = shippedCatalog;
const bodyOf = new Map(abstractions.map((one) => [one.id, one]));

interface Expanded {
  readonly components: Component[];
  readonly connections: Connection[];
  /** By the name of a port of the abstraction. */
  readonly ports: ReadonlyMap<string, Connection['a']>;
}

/** All parts of a body and of what it contains, as plain components. A count of an abstraction is one of its outer parts. */
function expand(body: Abstraction, newId: () => number, times: number): Expanded {
  const components: Component[] = [];
  const connections: Connection[] = [];
  const ends = new Map<string, (port: string) => Connection['a'] | undefined>();
  for (const { name, type, count, host, properties, x, y } of body.parts) {
    const total = host === null ? count * times : count;
    const inner = bodyOf.get(type);
    if (inner) {
      const made = expand(inner, newId, total);
      components.push(...made.components);
      connections.push(...made.connections);
      ends.set(name, (port) => made.ports.get(port));
    } else {
      const id = `c-${newId()}`;
      const on = host === null ? null : (ends.get(host)?.('')?.component ?? null);
      components.push({ id, type, name, count: total, host: on, group: null, properties, x, y });
      ends.set(name, (port) => ({ component: id, port }));
    }
  }
  for (const { a, aPort, b, bPort } of body.connections) {
    const [from, to] = [ends.get(a)?.(aPort), ends.get(b)?.(bPort)];
    if (from && to) connections.push({ id: `l-${newId()}`, a: from, b: to });
  }
  const ports = body.ports.flatMap(({ name, part, port }) => {
    const end = ends.get(part)?.(port);
    return end ? [[name, end] as const] : [];
  });
  return { components, connections, ports: new Map(ports) };
}

function designOf(body: Abstraction): DesignDocument {
  let n = 0;
  const { components, connections } = expand(body, () => (n += 1), 1);
  return {
    version: 1,
    components: Object.fromEntries(components.map((one) => [one.id, one])),
    connections: Object.fromEntries(connections.map((one) => [one.id, one])),
    groups: {},
  };
}

it.each(abstractions.map((one) => [one.id, one] as const))(
  '%s is a design in which nothing is wrong',
  (_, body) => {
    const document = designOf(body);
    expect(Object.keys(document.components).length).toBeGreaterThanOrEqual(body.parts.length);
    expect(check(document, shippedCatalog).map(({ level, rule }) => [level, rule])).toEqual([]);
  },
);
