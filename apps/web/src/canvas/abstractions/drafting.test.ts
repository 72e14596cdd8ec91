import { abstraction as schema } from '@patchbay/catalog';
import { fieldsOf } from '@patchbay/engine/design';
import { describe, expect, it } from 'vitest';
import { openDesigner } from '../store/designer.ts';
import { book, catalog, design, join, part } from '../test/designs.ts';
import {
  chosenFor,
  draftOf,
  draftOfVersion,
  fieldsIn,
  hiddenPorts,
  separated,
  toggled,
  type Draft,
} from './drafting.ts';
import { draftedFrom } from './drafted.ts';
import { savedTypes, takeInVersion, type SavedAbstraction } from './library.ts';
import { analysisOf } from '../store/designer.ts';

const machines = [
  part('c-a', 'x86-pc', { name: 'Front' }),
  part('c-b', 'x86-pc', { name: 'Back' }),
  part('c-n', 'switch-8', { name: 'Hub' }),
];
const sheet = design(machines, [
  join('l-a', 'c-a', 'eth', 'c-n', 'port'),
  join('l-b', 'c-b', 'eth', 'c-n', 'port'),
]);
const open = () => openDesigner(sheet, catalog, book);

function drafted(ids: readonly string[], designer = open()) {
  const draft = draftOf(designer, ids);
  const chosen = draft && chosenFor(designer, draft);
  if (!draft || !chosen || 'refused' in chosen) throw new Error('no draft');
  const field = (id: string, name: string, parameters: Draft['parameters']) => {
    const found = fieldsIn(chosen, { parameters }, catalog).find(
      (one) => one.part.id === id && one.property.name === name,
    );
    if (!found) throw new Error(`no field ${name}`);
    return found;
  };
  const press = (parameters: Draft['parameters'], id: string, name: string) =>
    toggled(parameters, field(id, name, parameters));
  return { designer, draft, chosen, press };
}
const targetsOf = (parameters: Draft['parameters']) =>
  parameters.map(({ name, targets }) => [name, targets.map(({ part: id }) => id).join()]);

describe('pointing at fields', () => {
  it('a value like that of a parameter joins it; pressed again it leaves; the last one takes the parameter with it', () => {
    const { press } = drafted(['c-a', 'c-b']);
    const one = press([], 'c-a', 'memoryMiB');
    const both = press(one, 'c-b', 'memoryMiB');
    const less = press(both, 'c-a', 'memoryMiB');
    expect([one, both, less, press(less, 'c-b', 'memoryMiB')].map(targetsOf)).toEqual([
      [['memoryMiB', 'c-a']],
      [['memoryMiB', 'c-a,c-b']],
      [['memoryMiB', 'c-b']],
      [],
    ]);
  });

  it('numbers of copies stay apart, each called like its part', () => {
    const { press } = drafted(['c-a', 'c-b']);
    const both = press(press([], 'c-a', 'count'), 'c-b', 'count');
    expect(both.map(({ name, label }) => [name, label])).toEqual([
      // Not `count`: what contains it has that of its own.
      ['copies', 'Copies of Front'],
      ['copies2', 'Copies of Back'],
    ]);
  });

  it('one for each is one for each', () => {
    const { press, chosen } = drafted(['c-a', 'c-b']);
    const both = press(press([], 'c-a', 'memoryMiB'), 'c-b', 'memoryMiB');
    const [joined] = both;
    const apart = joined ? separated(both, joined, (id) => chosen.source.components[id]?.name ?? '') : [];
    expect(apart.map(({ name, label }) => [name, label])).toEqual([
      ['memoryMiB', 'Memory of Front'],
      ['memoryMiB2', 'Memory of Back'],
    ]);
  });
});

describe('a draft', () => {
  it('exposes what it is joined by, and offers the other ports', () => {
    const { designer, draft, chosen } = drafted(['c-n']);
    const { model } = analysisOf(designer);
    expect([draft.ports.map(({ part: id, port }) => [id, port]), hiddenPorts(chosen, draft, model)]).toEqual([
      [['c-n', 'port']],
      [],
    ]);
  });

  it('that is joined to nothing has a port by which it can be', () => {
    const { draft } = drafted(['c-a', 'c-b', 'c-n']);
    expect(draft.ports.map(({ part: id }) => id)).toEqual(['c-n']);
  });

  it('is of the form that the catalog has, and needs a name', () => {
    const { designer, draft, press } = drafted(['c-a']);
    const full = { ...draft, parameters: press([], 'c-a', 'memoryMiB') };
    const { content, problem } = draftedFrom(designer, full);
    expect(schema.parse(content)).toEqual(content);
    expect([problem, draftedFrom(designer, { ...full, name: ' ' }).problem]).toEqual([null, 'name']);
  });
});

describe('a newer version', () => {
  const LINE = '0123456789abcdef0123456789abcdef';
  const version = { no: 1, semver: '1.0.0', notes: '', visibility: 'team', sourceRevision: 1 } as const;
  const saved: SavedAbstraction = {
    id: `abs_${LINE}`,
    name: 'Desk',
    summary: '',
    family: 'client',
    mine: true,
    sourceDesignId: 'des_1',
    versions: [{ ...version, type: `a-${LINE}-1` }],
  };
  const source = () => {
    const { designer, draft, press } = drafted(['c-a', 'c-b', 'c-n']);
    const { content } = draftedFrom(designer, { ...draft, parameters: press([], 'c-a', 'memoryMiB') });
    if (content) takeInVersion(designer.library, saved, { ...content, id: `a-${LINE}-1` });
    return designer;
  };

  it('starts from the newest one, and a default follows its source', () => {
    const designer = source();
    designer.store.getState().apply({ do: 'set-property', id: 'c-a', property: 'memoryMiB', value: 512 });
    const next = draftOfVersion(designer, saved);
    const content = next && draftedFrom(designer, next).content;
    expect([next?.parameters[0]?.default, content?.version, content?.id]).toEqual([
      512,
      '1.0.1',
      `a-${LINE}-2`,
    ]);
  });

  it('says by its number that something was taken away', () => {
    const designer = source();
    designer.store.getState().apply({ do: 'remove', components: ['c-a'], connections: [] });
    const next = draftOfVersion(designer, saved);
    const content = next && draftedFrom(designer, next).content;
    expect([next?.parameters, content?.version]).toEqual([[], '2.0.0']);
  });

  it('is offered under the name that its abstraction has by now; older ones are drawn and not offered', () => {
    const designer = source();
    const newer = { ...version, no: 2, semver: '1.1.0', type: `a-${LINE}-2` };
    const { catalog: grown } = designer.library.getState();
    const first = grown.abstractions.find(({ id }) => id === `a-${LINE}-1`);
    const renamed = { ...saved, name: 'Writing desk', versions: [newer, ...saved.versions] };
    if (first) takeInVersion(designer.library, renamed, { ...first, id: newer.type, version: newer.semver });
    const types = savedTypes(designer.library.getState());
    expect(types.map(({ id, name, version: no }) => [id, name, no])).toEqual([
      [newer.type, 'Writing desk', '1.1.0'],
    ]);
    expect(
      fieldsOf({ type: newer.type, count: 1, properties: {} }, designer.catalog).map(({ label }) => label),
    ).toEqual(['Copies', 'Memory']);
  });
});
