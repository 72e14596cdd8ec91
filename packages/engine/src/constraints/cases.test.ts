import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { online, tower } from '../../test/cases/row.ts';
import { SOFTWARE_TYPES } from '../../test/cases/software-types.ts';
import { STANDING_TYPES } from '../../test/cases/standing-types.ts';
import { SYSTEM_TYPES } from '../../test/cases/system-types.ts';
import { design, type DesignBuilder } from '../../test/builders.ts';
import { check, type Level } from './index.ts';

const CASES = { ...STANDING_TYPES, ...SYSTEM_TYPES, ...SOFTWARE_TYPES };
const findings = (built: DesignBuilder) => check(built.document, shippedCatalog);
const partsOf = (built: DesignBuilder, type: string) =>
  new Set(Object.values(built.document.components).flatMap((part) => (part.type === type ? [part.id] : [])));

describe('every type', () => {
  it('has a design that passes and one that fails', () => {
    expect(Object.keys(CASES).sort()).toEqual(shippedCatalog.types.map(({ id }) => id).sort());
  });

  it.each(Object.entries(CASES))('%s passes where it fits', (type, { passes, rule }) => {
    expect(partsOf(passes, type).size).toBeGreaterThan(0);
    const found = findings(passes);
    expect(found.filter((one) => one.obstructs || one.rule === rule)).toEqual([]);
  });

  it.each(Object.entries(CASES))('%s is named where it does not', (type, { fails, rule }) => {
    const own = partsOf(fails, type);
    const named = findings(fails).filter(
      (one) => one.rule === rule && one.subjects.some((id) => own.has(id)),
    );
    expect(named).toHaveLength(1);
    expect(named[0]?.fixes.length).toBeGreaterThan(0);
  });
});

describe('Apache (S1)', () => {
  it.each([
    ['x86-pc', 'windows-nt-4', true],
    ['x86-pc', 'windows-2000', true],
    ['server-x86-64', 'debian-12', true],
    ['server-arm64', 'ubuntu-24-04', true],
    ['server-sparc64', 'solaris-8', false],
    ['x86-pc', 'windows-98', false],
  ])('on a %s with %s: %s', (machine, system, passes) => {
    const found = findings(tower(machine, system, 'apache-2-4'));
    expect(found.map(({ rule }) => rule)).toEqual(passes ? [] : ['OS-1']);
  });
});

/** Finished designs in which nothing is wrong: whatever is said of them is noise. */
describe('a good design', () => {
  const servers = ['nginx-1-22', 'nodejs-18', 'postgresql-15'];
  const tiers = servers.reduce(
    (made, type, n) =>
      made
        .part(`m${n}`, 'server-x86-64')
        .part(`o${n}`, 'debian-12', { on: `m${n}` })
        .part(`s${n}`, type, { on: `o${n}` }),
    design().part('n', 'switch-64').part('g', 'internet-gateway').join('g', 'n'),
  );
  const front = tiers.join('m0', 'n').join('m1', 'n');
  const shop = front.part('k', 'switch-8').join('m1', 'k').join('m2', 'k');
  const oneNetwork = front.join('m2', 'n');
  const ROWS: [string, DesignBuilder, [Level, string][]][] = [
    ['a PC with Windows 98 and WordPerfect, alone (S2)', tower('x86-pc', 'windows-98', 'wordperfect-8'), []],
    ['a web server in the Internet', online(tower('server-x86-64', 'debian-12', 'nginx-1-22')), []],
    ['everything on one machine', online(tower('server-x86-64', 'debian-12', ...servers)), []],
    ['a shop whose database has a network of its own', shop, []],
    ['the same on one network', oneNetwork, [['advice', 'NET-9']]],
    [
      'PCs on a switch',
      design().part('n', 'switch-64').part('m', 'x86-pc', { count: 20 }).join('m', 'n'),
      [],
    ],
  ];
  it.each(ROWS)('%s', (_, built, said) => {
    expect(findings(built).map(({ level, rule }) => [level, rule])).toEqual(said);
  });
});
