import { describe, expect, it } from 'vitest';
import { analyse } from '../store/analysis.ts';
import { catalog, design, join, part } from '../test/designs.ts';
import { matching, rowsOf } from './rows.ts';

const document = {
  ...design(
    [
      part('c-n', 'switch-64', { name: 'Net' }),
      part('c-m', 'server-x86-64', { name: 'Web', y: 200, count: 3, group: 'g-1' }),
      part('c-os', 'debian-12', { host: 'c-m' }),
      part('c-s', 'nginx-1-22', { host: 'c-os' }),
    ],
    [join('l-1', 'c-m', 'eth', 'c-n', 'port')],
  ),
  groups: { 'g-1': { id: 'g-1', name: 'Tier', collapsed: false } },
};
const analysis = analyse(document, catalog);
const lines = (closed: string[] = []) =>
  rowsOf(analysis, new Set(closed)).map(({ level, name, label, count, open }) =>
    [level, label === null ? name : `${label} to ${name}`, count, open].join(' | '),
  );

describe('the outline', () => {
  it('has groups first, then parts in reading order, each with what it hosts and what it is joined to', () => {
    expect(lines()).toEqual([
      '1 | Tier | 3 | true',
      '2 | Web | 3 | true',
      '3 | Debian 12 | 1 | true',
      '4 | nginx 1.22 | 1 | ',
      '3 | eth0 ×3 to Net |  | ',
      '1 | Net | 1 | true',
      '2 | eth0 ×3 to Web |  | ',
    ]);
  });

  it('has what a network joins in the order of the drawing', () => {
    const row = ['c-z', 'c-a', 'c-k'].map((id, n) =>
      part(id, 'server-x86-64', { name: id, x: n * 300, y: 200 }),
    );
    const joins = row.map(({ id }) => join(`l${id.slice(1)}`, id, 'eth', 'c-n', 'port'));
    const rows = rowsOf(analyse(design([part('c-n', 'switch-64'), ...row], joins), catalog), new Set());
    expect(
      rows
        .filter(({ level, label }) => level === 2 && label)
        .map(({ name }) => name)
        .slice(0, 3),
    ).toEqual(['c-z', 'c-a', 'c-k']);
  });

  it('leaves out what is folded away', () => {
    expect(lines(['c-m', 'c-n'])).toEqual([
      '1 | Tier | 3 | true',
      '2 | Web | 3 | false',
      '1 | Net | 1 | false',
    ]);
  });

  it('has the members of a collapsed group, and what its card is joined to', () => {
    const groups = { 'g-1': { id: 'g-1', name: 'Tier', collapsed: true } };
    const rows = rowsOf(analyse({ ...document, groups }, catalog), new Set(['c-m']));
    expect(rows.map(({ level, name, label, count }) => [level, name, label !== null, count])).toEqual([
      [1, 'Tier', false, 3],
      [2, 'Web', false, 3],
      [2, 'Net', true, null],
      [1, 'Net', false, 1],
      [2, 'Tier', true, null],
    ]);
  });

  it('finds parts by name or type, below what they stand under', () => {
    const { rows, found } = matching(rowsOf(analysis, new Set()), 'nginx');
    expect(found.map(({ id }) => id)).toEqual(['c-s']);
    expect(rows.map(({ id }) => id)).toEqual(['g-1', 'c-m', 'c-os', 'c-s']);
    expect(matching(rowsOf(analysis, new Set()), 'switch').found.map(({ id }) => id)).toEqual(['c-n']);
    expect(matching(rowsOf(analysis, new Set()), 'nothing like it').rows).toEqual([]);
  });
});
