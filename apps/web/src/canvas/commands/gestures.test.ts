import { applyEdit, type DesignDocument } from '@patchbay/engine/design';
import type { ComponentType } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { analyse } from '../store/analysis.ts';
import { catalog, design, join, part } from '../test/designs.ts';
import { connectCandidates, fitOf, hostCandidates, landingOf } from './fit.ts';
import { abstractionTypes } from '../store/catalog-types.ts';
import { addType, connectParts, detach, removeParts } from './gestures.ts';

const type = (id: string): ComponentType => {
  const found = catalog.types.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const ids = () => {
  let n = 0;
  return () => `new${(n += 1)}`;
};
const server = part('c-m', 'server-x86-64', { name: 'Server' });
const debian = part('c-os', 'debian-12', { host: 'c-m' });
const read = (document: DesignDocument) => analyse(document, catalog);

const printer = part('c-p', 'printer');

describe('where a part lands', () => {
  it.each([
    ['an OS on an empty machine', [server], 'c-m', 'debian-12', 'c-m', null],
    ['an OS of another processor', [server], 'c-m', 'solaris-8', 'c-m', 'needs sparc64'],
    ['a second OS', [server, debian], 'c-m', 'windows-98', 'c-m', 'has a system'],
    ['an OS on software of a machine', [server, debian], 'c-os', 'debian-12', 'c-m', 'has a system'],
    ['software on the machine goes to its system', [server, debian], 'c-m', 'apache-2-4', 'c-os', null],
    ['software of another system', [server, debian], 'c-m', 'wordperfect-8', 'c-os', 'needs Windows'],
    ['software on a bare machine', [server], 'c-m', 'apache-2-4', 'c-m', 'needs a system'],
    ['an OS on an appliance', [printer], 'c-p', 'debian-12', 'c-p', 'needs a computer'],
    ['software on an appliance', [printer], 'c-p', 'apache-2-4', 'c-p', 'needs a computer'],
  ] as const)('%s', (_, parts, target, added, host, refusal) => {
    const landing = landingOf(read(design(parts)).model, target, type(added));
    expect([landing?.host.component.id, landing?.refusal]).toEqual([host, refusal]);
  });

  it('nowhere for an OS on a switch, and for a machine on a machine', () => {
    const { model } = read(design([server, part('c-n', 'switch-64')]));
    expect(landingOf(model, 'c-n', type('debian-12'))).toBeNull();
    expect(landingOf(model, 'c-m', type('x86-pc'))).toBeNull();
    expect(fitOf(model, 'c-n', type('debian-12'))).toEqual({ fits: false, reason: 'goes on a machine' });
  });
});

describe('gestures', () => {
  it('gives parts that stand alone names of their own', () => {
    const gesture = addType(
      read(design([server])),
      type('server-arm64'),
      { into: null, at: { x: 0, y: 0 } },
      ids(),
    );
    const after = applyEdit(design([server]), gesture.edit);
    expect(after.components['c-new1']?.name).toBe('Server 2');
    expect(gesture.said).toBe('Added Server 2');
  });

  it('adds an abstraction as one part, beside what is there, with findings and price of what is in it', () => {
    const pc = design([part('c-p', 'x86-pc')]);
    const easy = abstractionTypes(catalog).find(({ id }) => id === 'easy-word-processing');
    if (!easy) throw new Error('no abstraction');
    const gesture = addType(read(pc), easy, { into: null, at: { x: 0, y: 0 } }, ids());
    const after = applyEdit(pc, gesture.edit);
    expect(Object.values(after.components).map(({ name }) => name)).toEqual([
      'x86 PC',
      'Easy Word Processing',
    ]);
    expect(read(after).findings).toEqual([]);
    expect(
      read(after)
        .flat.parts.map(({ type: { id } }) => id)
        .sort(),
    ).toEqual(['windows-98', 'wordperfect-8', 'x86-pc', 'x86-pc']);
  });

  it('connects the ports that fit, and none where none could', () => {
    const { model } = read(design([server, part('c-n', 'switch-64'), part('c-os2', 'debian-12')]));
    const gesture = connectParts(model, 'c-m', 'c-n', ids());
    expect(gesture?.edit).toMatchObject({
      do: 'connect',
      connection: { a: { port: 'eth' }, b: { port: 'port' } },
    });
    expect(connectParts(model, 'c-m', 'c-os2', ids())).toBeNull();
  });

  it('detaches to a free place with everything on it', () => {
    const document = design([server, debian, part('c-s', 'apache-2-4', { host: 'c-os' })]);
    const after = applyEdit(document, detach(read(document), 'c-os').edit);
    expect(after.components['c-os']).toMatchObject({ host: null, x: 256, y: 0 });
    expect(after.components['c-s']?.host).toBe('c-os');
  });

  it('selects the host after what it hosted is deleted', () => {
    expect(removeParts(read(design([server, debian])).model, ['c-os'], []).select).toBe('c-m');
  });
});

describe('pickers', () => {
  const other = part('c-b', 'server-x86-64', { name: 'B' });
  const network = part('c-n', 'switch-64', { name: 'Net' });

  it('lists what can be connected first, then what speaks against the rest', () => {
    const document = design(
      [server, other, network, part('c-x', 'switch-64')],
      [join('l-1', 'c-m', 'eth', 'c-x', 'port')],
    );
    const list = connectCandidates(read(document).model, ['c-m']);
    expect(list.map(({ id, reason, possible }) => [id, reason, possible])).toEqual([
      ['c-n', null, true],
      ['c-b', 'via a switch only', true],
      ['c-x', 'already connected', false],
    ]);
  });

  it('asks the second of several only about what the first cannot be connected to', () => {
    const machines = Array.from({ length: 50 }, (_, n) => part(`c-${n}`, 'server-x86-64'));
    const joined = machines.map(({ id }) => join(`l-${id}`, id, 'eth', 'c-n', 'port'));
    const { model } = read(design([...machines, network], joined));
    let asked = 0;
    const counted = new Proxy(model.joins, {
      get: (joins, key) => {
        asked += 1;
        const value = Reflect.get(joins, key) as unknown;
        return typeof value === 'function' ? (value.bind(joins) as unknown) : value;
      },
    });
    const list = connectCandidates(
      { ...model, joins: counted },
      machines.map(({ id }) => id),
    );
    expect(list).toHaveLength(51);
    // Each of the 50 asks once more about the network that all of them are joined to already.
    expect(asked).toBeLessThan(50 * 10);
  });

  it('offers every host of the right layer, with the reason where it will be a blocker', () => {
    const document = design([server, debian, part('c-s', 'solaris-8'), part('c-sp', 'server-sparc64')]);
    const list = hostCandidates(read(document).model, 'c-s');
    expect(list.map(({ id, reason }) => [id, reason])).toEqual([
      ['c-sp', null],
      ['c-m', 'needs sparc64'],
    ]);
  });
});
