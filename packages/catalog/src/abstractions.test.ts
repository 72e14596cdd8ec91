import { describe, expect, it } from 'vitest';
import type { Abstraction } from './abstraction.ts';
import type { Port } from './port.ts';
import { shippedCatalog } from './registry.ts';

const { types, abstractions } = shippedCatalog;
const typeOf = new Map(types.map((type) => [type.id, type]));
const bodyOf = new Map(abstractions.map((one) => [one.id, one]));
const ROWS = abstractions.map((one) => [one.id, one] as const);

/** A port of a part's type, or the inner port that an abstraction has made its own. */
function portOf(body: Abstraction, part: string, name: string): Port | undefined {
  const type = body.parts.find((one) => one.name === part)?.type ?? '';
  const inner = bodyOf.get(type);
  if (!inner) return typeOf.get(type)?.ports.find((port) => port.name === name);
  const own = inner.ports.find((port) => port.name === name);
  return own && portOf(inner, own.part, own.port);
}

const insideOf = (id: string): string[] =>
  (bodyOf.get(id)?.parts ?? []).map(({ type }) => type).filter((type) => bodyOf.has(type));

/** Every abstraction below one, to any depth. */
function below(id: string, path: readonly string[] = []): string[] {
  if (path.includes(id)) throw new Error(`${id} contains itself`);
  return insideOf(id).flatMap((inner) => [inner, ...below(inner, [...path, id])]);
}

describe('the shipped abstractions', () => {
  it('are eight or more, each under an id that no other and no type has', () => {
    expect(abstractions.length).toBeGreaterThanOrEqual(8);
    expect(new Set([...abstractions, ...types].map(({ id }) => id)).size).toBe(
      abstractions.length + types.length,
    );
  });

  it('are nested in each other, more than one deep', () => {
    const nesting = abstractions.filter(({ id }) => insideOf(id).length > 0);
    expect(nesting.length).toBeGreaterThanOrEqual(2);
    expect(nesting.some(({ id }) => insideOf(id).some((inner) => insideOf(inner).length > 0))).toBe(true);
  });
});

describe.each(ROWS)('%s', (id, body) => {
  const names = new Set(body.parts.map(({ name }) => name));

  it('has parts of known types, each under a name of its own', () => {
    expect(names.size).toBe(body.parts.length);
    expect(body.parts.filter(({ type }) => !typeOf.has(type) && !bodyOf.has(type))).toEqual([]);
  });

  it('has every part on a host of the right layer', () => {
    const wrong = body.parts.filter(({ type, host }) => {
      const on = body.parts.find(({ name }) => name === host);
      return (on && typeOf.get(on.type)?.layer) !== (typeOf.get(type)?.hostedOn ?? undefined);
    });
    expect(wrong).toEqual([]);
  });

  it('gives properties that their types have, within their bounds', () => {
    const wrong = body.parts.flatMap(({ type, properties }) =>
      Object.entries(properties).filter(([name, value]) => {
        const property = typeOf.get(type)?.properties.find((one) => one.name === name);
        return property?.form !== 'quantity' || Number(value) < property.min || Number(value) > property.max;
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('joins ports that there are and that go together', () => {
    for (const { a, aPort, b, bPort } of body.connections) {
      const [from, to] = [portOf(body, a, aPort), portOf(body, b, bPort)];
      expect(from?.interface, `${a} ${aPort}`).toBeDefined();
      expect(to?.interface, `${b} ${bPort}`).toBe(from?.interface);
      expect([from?.role, to?.role]).toContain('network');
    }
  });

  it('has ports of its own that lead to ports of its parts', () => {
    expect(new Set(body.ports.map(({ name }) => name)).size).toBe(body.ports.length);
    expect(body.ports.length).toBeGreaterThan(0);
    for (const { part, port } of body.ports)
      expect(portOf(body, part, port), `${part} ${port}`).toBeDefined();
  });

  it('does not contain itself', () => {
    expect(below(id)).not.toContain(id);
  });

  it('is drawn on a grid, with nothing of its own on top of another part', () => {
    const standing = body.parts.filter(({ host }) => host === null);
    const places = standing.map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
    const hosted = body.parts.filter(({ host }) => host !== null);
    const away = hosted.filter(({ host, x, y }) => {
      const on = body.parts.find(({ name }) => name === host);
      return on?.x !== x || on.y !== y;
    });
    expect(away).toEqual([]);
  });
});
