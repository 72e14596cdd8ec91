import { applyEdit, type Connection, type DesignDocument } from '@patchbay/engine/design';
import { describe, expect, it } from 'vitest';
import { overlaps } from '../layout/geometry.ts';
import { analyse } from '../store/analysis.ts';
import { catalog, design, part } from '../test/designs.ts';
import { appended } from './adding.ts';
import { connectAll } from './gestures.ts';

const typeOf = (id: string) => {
  const found = catalog.types.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const at = { x: 0, y: 0 };

/** Machines beside each other, with one switch. */
function machines(count: number): { ids: string[]; document: DesignDocument } {
  const parts = Array.from({ length: count }, (_, n) => part(`c-${n}`, 'server-x86-64', { x: n * 260 }));
  return {
    ids: parts.map(({ id }) => id),
    document: design([...parts, part('c-n', 'switch-64', { y: 400 })]),
  };
}

/** How often the catalog is looked at: once for each reading of a design. */
function readings(work: (counted: typeof catalog) => void): number {
  let read = 0;
  const counted = new Proxy(catalog, {
    get: (target, key) => {
      read += Number(key === 'abstractions');
      return Reflect.get(target, key) as unknown;
    },
  });
  work(counted);
  return read;
}

let last = 0;
const newId = () => `new${(last += 1)}`;

describe('what is done to many at once', () => {
  it.each([3, 30])('reads the design once, for %i parts', (count) => {
    const { ids, document } = machines(count);
    expect(readings((counted) => connectAll(document, counted, ids, 'c-n', newId))).toBe(1);
    const adds = (type: string) => (counted: typeof catalog) =>
      appended(analyse(document, counted), typeOf(type), ids, at);
    expect(readings(adds('debian-12'))).toBe(1);
    expect(readings(adds('disk-array'))).toBe(1);
  });
});

describe('what is added to several', () => {
  it('has a name and a place of its own, and its connection', () => {
    const { ids, document } = machines(4);
    const gesture = appended(analyse(document, catalog), typeOf('disk-array'), ids, at);
    if (!gesture) throw new Error('nothing added');
    const after = applyEdit(document, gesture.edit);
    const added = Object.values(after.components).filter(({ type }) => type === 'disk-array');
    expect(new Set(added.map(({ name }) => name)).size).toBe(4);
    expect(Object.values(after.connections).map(({ a }) => a.component)).toEqual(ids);
    const { layout } = analyse(after, catalog);
    const rects = [...layout.values()].map(({ rect }) => rect);
    const covered = rects.flatMap((a, n) => rects.slice(n + 1).filter((b) => overlaps(a, b)));
    expect(covered).toEqual([]);
  });

  it('takes the ports that what was added before it has left', () => {
    const document = design([
      part('c-m', 'server-x86-64'),
      part('c-os', 'debian-12', { host: 'c-m' }),
      part('c-s', 'apache-2-4', { host: 'c-os' }),
    ]);
    const sheet = analyse(document, catalog);
    const gesture = appended(sheet, typeOf('disk-array'), ['c-m', 'c-os', 'c-s'], at);
    const together = gesture && Object.values(applyEdit(document, gesture.edit).connections);
    let one = document;
    for (const id of ['c-m', 'c-os', 'c-s']) {
      const next = appended(analyse(one, catalog), typeOf('disk-array'), [id], at);
      if (next) one = applyEdit(one, next.edit);
    }
    const ports = (all: readonly Connection[] | null) => all?.map(({ a }) => a.port);
    expect(ports(together)).toEqual(ports(Object.values(one.connections)));
  });
});
