// @vitest-environment happy-dom
import { applyEdit } from '@patchbay/engine/design';
import { describe, expect, it } from 'vitest';
import { commandReason as why } from '../../messages/designer/commands.ts';
import { analyse } from '../store/analysis.ts';
import { openDesigner, perform } from '../store/designer.ts';
import { selectAll } from '../store/session-store.ts';
import { book, catalog, design, part } from '../test/designs.ts';
import { dragCopy } from './clipboard.ts';
import { addType } from './gestures.ts';
import { moveIntoGroup, moveParts } from './membership.ts';
import { reasonOf, runCommand } from './table/commands.ts';
import { situationOf } from './table/situation.ts';

/** Two servers of a group and one far below. */
const inGroup = (collapsed: boolean) => ({
  ...design([
    part('c-a', 'server-x86-64', { group: 'g-1' }),
    part('c-b', 'server-x86-64', { x: 512, group: 'g-1' }),
    part('c-z', 'server-x86-64', { y: 600, name: 'Web' }),
  ]),
  groups: { 'g-1': { id: 'g-1', name: 'Tier', collapsed } },
});
const document = inGroup(false);
const sheet = analyse(document, catalog);
const groupsAfter = (edit: Parameters<typeof applyEdit>[1]) =>
  Object.values(applyEdit(document, edit).components).map(({ group }) => group);

describe('moving', () => {
  it('into the frame of a group joins it, and says so', () => {
    const { edit, said } = moveParts(sheet, ['c-z'], 240, -580);
    expect([groupsAfter(edit), said]).toEqual([['g-1', 'g-1', 'g-1'], 'Moved Web into Tier']);
  });

  it('out of it leaves it', () => {
    const { edit } = moveParts(sheet, ['c-b'], 0, 300);
    expect(groupsAfter(edit)).toEqual(['g-1', null, null]);
  });

  it('a copy out of it leaves the original there', () => {
    const designer = openDesigner(document, catalog, book);
    dragCopy(designer, ['c-b'], 0, 300);
    const { components } = designer.store.getState().document;
    expect(Object.values(components).map(({ group }) => group)).toEqual(['g-1', 'g-1', null, null]);
  });
});

describe('adding', () => {
  it('in the frame of a group joins it', () => {
    const type = catalog.types.find(({ id }) => id === 'x86-pc');
    if (!type) throw new Error('no such type');
    const gesture = addType(sheet, type, { into: null, at: { x: 250, y: 0 } }, () => 'new');
    expect(applyEdit(document, gesture.edit).components['c-new']?.group).toBe('g-1');
    expect(gesture.said).toBe('Added PC to Tier');
  });
});

describe('the keys for the same', () => {
  it('move into an open group, as one step, clear of its members', () => {
    const designer = openDesigner(document, catalog, book);
    const gesture = moveIntoGroup(sheet, ['c-z'], 'g-1');
    if (gesture) perform(designer, gesture);
    const { document: after, past } = designer.store.getState();
    expect([after.components['c-z'], past.length]).toMatchObject([{ group: 'g-1', x: 256, y: 0 }, 1]);
  });

  it('move into a collapsed group without moving its card', () => {
    const gesture = moveIntoGroup(analyse(inGroup(true), catalog), ['c-z'], 'g-1');
    if (!gesture) throw new Error('not moved');
    const { layout } = analyse(applyEdit(inGroup(true), gesture.edit), catalog);
    expect([layout.groups.get('g-1')?.rect, gesture.select]).toMatchObject([{ x: 0, y: 0 }, 'g-1']);
  });

  it('detach from a group', () => {
    const designer = openDesigner(document, catalog, book);
    selectAll(designer.session, ['c-b']);
    runCommand(designer, 'detach');
    const { components } = designer.store.getState().document;
    expect([components['c-a']?.group, components['c-b']?.group]).toEqual(['g-1', null]);
  });

  it.each([
    ['there is a group to move into', 'move-into', ['c-z'], null],
    ['it is in the only group', 'move-into', ['c-a'], why.notHostable],
    ['a group would be swallowed', 'group', ['c-a', 'c-b', 'c-z'], why.groupInGroup],
    ['it is a group already', 'group', ['c-a', 'c-b'], why.alreadyGroup],
    ['a part of a group may go to a new one', 'group', ['c-b', 'c-z'], null],
  ] as const)('are had or say why: %s', (_, command, selection, expected) => {
    const designer = openDesigner(document, catalog, book);
    selectAll(designer.session, selection);
    expect(reasonOf(designer, command, situationOf(designer))).toBe(expected);
  });
});
