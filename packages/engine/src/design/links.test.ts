import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { design, typeOf, type DesignBuilder } from '../../test/builders.ts';
import { copies, linkCount, links, portUse, type DesignModel } from './index.ts';

const pcs = (count: number) => design().part('p', 'x86-pc', { count });
const rows = ({ model }: DesignBuilder) => links(model).map((link) => [link.a, link.aIdx, link.b, link.bIdx]);

describe('copies', () => {
  it('nested counts multiply', () => {
    const { model } = design()
      .part('m', 'server-x86-64', { count: 3 })
      .part('o', 'debian-12', { on: 'm', count: 2 })
      .part('s', 'apache-2-4', { on: 'o', count: 5 });
    expect(model.parts.map((part) => [part.component.id, copies(model, part)])).toEqual([
      ['c-m', 3],
      ['c-o', 6],
      ['c-s', 30],
    ]);
  });
});

describe('a connection between counts gives each copy of the larger side one copy of the smaller', () => {
  it.each([
    // PCs, switches, links
    [1, 1, 1],
    [3, 1, 3],
    [1, 4, 4],
    [4, 4, 4],
    [200, 4, 200],
  ])('%d PCs and %d switches: %d links', (count, switches, expected) => {
    const built = pcs(count).part('n', 'switch-64', { count: switches }).join('p', 'n');
    const [connection] = built.model.connections;
    expect(connection && linkCount(built.model, connection)).toBe(expected);
    expect(links(built.model)).toHaveLength(expected);
  });

  it('dealt out in index order, round and round, so that every switch has as many', () => {
    const found = rows(pcs(200).part('n', 'switch-64', { count: 4 }).join('p', 'n'));
    expect(found.map(([, idx]) => idx)).toEqual(Array.from({ length: 200 }, (_, n) => n));
    expect(found.map(([, , , at]) => at)).toEqual(Array.from({ length: 200 }, (_, n) => n % 4));
  });

  it('a switch that is full is passed over', () => {
    // The first connection takes 62 places of the first switch, and 61 of the others.
    const found = pcs(184)
      .part('n', 'switch-64', { count: 3 })
      .part('q', 'x86-pc', { count: 8 })
      .join('p', 'n')
      .join('q', 'n');
    const dealt = rows(found).filter(([end]) => end === 'c-q');
    expect(dealt.map(([, , , at]) => at)).toEqual([0, 1, 2, 0, 1, 2, 1, 2]);
  });

  it('a side that grows leaves the links as they are that it had', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 130 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 60 }),
        (before, more, switches, others) => {
          const drawn = (count: number) => {
            const built = design()
              .part('n', 'switch-64', { count: switches })
              .part('q', 'x86-pc', { count: 1 + others });
            return rows(built.part('p', 'x86-pc', { count }).join('q', 'n').join('p', 'n')).filter(
              ([end]) => end === 'c-p',
            );
          };
          if (before < switches) return;
          expect(drawn(before + more).slice(0, before)).toEqual(drawn(before));
        },
      ),
      { seed: 42, numRuns: 100 },
    );
  });

  it('the ends keep their sides, whichever is larger', () => {
    const built = pcs(2).part('n', 'switch-64').join('n', 'p');
    expect(rows(built)).toEqual([
      ['c-n', 0, 'c-p', 0],
      ['c-n', 0, 'c-p', 1],
    ]);
  });

  it('what does not fit any more goes to the last copy, and PORT-1 sees it', () => {
    const built = pcs(66).part('n', 'switch-64').join('p', 'n');
    expect(new Set(rows(built).map(([, , , at]) => at))).toEqual(new Set([0]));
    expect(portUse(built.model, 'c-n', 'port')).toEqual({ used: 66, capacity: 64 });
    expect(portUse(built.model, 'c-p', 'eth')).toEqual({ used: 66, capacity: 66 });
    expect(portUse(built.model, 'c-p', 'nose')).toEqual({ used: 0, capacity: 0 });
    expect(portUse(built.model, 'c-gone', 'eth')).toEqual({ used: 0, capacity: 0 });
  });

  it('an uplink of every switch has its port, though the PCs were joined first', () => {
    const built = pcs(126)
      .part('n', 'switch-64', { count: 2 })
      .part('up', 'switch-64')
      .join('p', 'n')
      .join('n', 'up');
    expect(mostOnOneCopy(built.model).get('c-n port')).toBe(64);
  });

  it('where all ports together suffice, no copy carries more links than it has ports', () => {
    const machine = fc.record({ count: fc.integer({ min: 1, max: 70 }), to: fc.nat({ max: 2 }) });
    const anyDesign = fc
      .record({
        switches: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }),
        machines: fc.array(machine, { minLength: 1, maxLength: 4 }),
        uplinks: fc.array(fc.constantFrom([0, 1], [1, 2], [0, 2]), { maxLength: 3 }),
      })
      .map(({ switches, machines, uplinks }) => {
        let built = design();
        for (const [n, count] of switches.entries()) built = built.part(`n${n}`, 'switch-64', { count });
        for (const [n, { count, to }] of machines.entries())
          built = built.part(`p${n}`, 'server-x86-64', { count }).join(`p${n}`, `n${to}`);
        for (const [from, to] of uplinks) built = built.join(`n${from}`, `n${to}`);
        return built.document;
      });
    let judged = 0;
    fc.assert(
      fc.property(anyDesign, (document) => {
        const { model } = design(document);
        const suffices = model.parts.every((part) =>
          part.type.ports.every((port) => {
            const { used, capacity } = portUse(model, part.component.id, port.name);
            return used <= capacity;
          }),
        );
        if (!suffices) return;
        judged += 1;
        const overfull = [...mostOnOneCopy(model)].filter(([port, most]) => most > capacityOf(model, port));
        expect(overfull).toEqual([]);
      }),
      { seed: 41, numRuns: 400 },
    );
    expect(judged).toBeGreaterThan(100);
  });
});

/** For each `component port`, the links on its most loaded copy. */
function mostOnOneCopy(model: DesignModel): Map<string, number> {
  const count = new Map<string, number>();
  const most = new Map<string, number>();
  for (const link of links(model)) {
    const connection = model.connections.find(({ id }) => id === link.connection);
    if (!connection) throw new Error('a link of no connection');
    for (const [end, idx] of [
      [connection.a, link.aIdx],
      [connection.b, link.bIdx],
    ] as const) {
      const port = `${end.component} ${end.port}`;
      const used = (count.get(`${port} ${idx}`) ?? 0) + 1;
      count.set(`${port} ${idx}`, used);
      most.set(port, Math.max(most.get(port) ?? 0, used));
    }
  }
  return most;
}

function capacityOf(model: DesignModel, port: string): number {
  const [id = '', name] = port.split(' ');
  const type = typeOf(model.byId.get(id)?.component.type ?? '');
  return type.ports.find((candidate) => candidate.name === name)?.capacity ?? 0;
}
