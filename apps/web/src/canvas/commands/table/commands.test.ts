// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { commandReason as why } from '../../../messages/designer/commands.ts';
import { openDesigner } from '../../store/designer.ts';
import { selectAll } from '../../store/session-store.ts';
import { book, catalog, design, join, part } from '../../test/designs.ts';
import type { CommandId } from './command.ts';
import { COMMAND_IDS, reasonOf, runCommand } from './commands.ts';
import { situationOf } from './situation.ts';

const document = design(
  [
    part('c-n', 'switch-64', { name: 'Net' }),
    part('c-m', 'server-x86-64', { name: 'Web', y: 200, count: 3 }),
    part('c-k', 'server-x86-64', { name: 'App', x: 300, y: 208 }),
    part('c-z', 'x86-pc', { name: 'PC', x: 600, y: 216 }),
    part('c-os', 'debian-12', { host: 'c-m' }),
  ],
  [join('l-1', 'c-m', 'eth', 'c-n', 'port'), join('l-2', 'c-k', 'eth', 'c-n', 'port')],
);
const open = (...selection: string[]) => {
  const designer = openDesigner(document, catalog, book);
  selectAll(designer.session, selection);
  return designer;
};
const reason = (command: CommandId, ...selection: string[]) => {
  const designer = open(...selection);
  return reasonOf(designer, command, situationOf(designer));
};

describe('one reason for key, button, menu and list', () => {
  it.each([
    ['nothing is selected', 'append', [], why.nothing],
    ['several are to be replaced', 'replace', ['c-m', 'c-k'], why.onePart],
    ['software has no ports', 'connect', ['c-os'], why.noPorts],
    ['a machine stands in nothing', 'move-into', ['c-m'], why.notHostable],
    ['and is taken out of nothing', 'detach', ['c-m'], why.notHosted],
    ['its host decides where it stands', 'move-to', ['c-os'], why.notMovable],
    ['one copy is no several', 'separate', ['c-k'], why.oneCopy],
    ['three copies are', 'separate', ['c-m'], null],
    ['one is no group', 'group', ['c-m'], why.two],
    ['two are', 'group', ['c-m', 'c-k'], null],
    ['what is hosted goes with its host', 'group', ['c-m', 'c-os'], why.two],
    ['two have one line', 'align-left', ['c-m', 'c-k'], null],
    ['gaps need three', 'distribute-across', ['c-m', 'c-k'], why.three],
    ['three have gaps', 'distribute-across', ['c-m', 'c-k', 'c-z'], null],
    ['no network, no subnet', 'select-subnet', ['c-m'], why.notNetwork],
    ['a network has one', 'select-subnet', ['c-n'], null],
    ['nothing is joined to it', 'select-connected', ['c-z'], why.nothingJoined],
    ['it does not stand between others', 'remove-and-join', ['c-k'], why.notBetween],
    ['nothing was done', 'undo', [], why.nothingToUndo],
    ['nothing was undone', 'redo', [], why.nothingToRedo],
    ['a part is no connection', 'disconnect', ['c-m'], why.notConnection],
    ['a connection is', 'disconnect', ['l-1'], null],
    ['a server is no abstraction', 'take-apart', ['c-m'], why.notAbstraction],
    ['nothing is wrong', 'quick-fix', [], why.noProblems],
  ] as const)('%s', (_, command, selection, expected) => {
    expect(reason(command, ...selection)).toBe(expected);
  });

  it('a command that is not to be had changes nothing and says why', () => {
    const designer = open('c-k');
    for (const command of COMMAND_IDS) {
      const why = reasonOf(designer, command, situationOf(designer));
      if (why === null) continue;
      runCommand(designer, command);
      expect(designer.store.getState().document).toBe(document);
      expect(designer.session.getState().said.text).toContain(why);
    }
  });
});

describe('what a collapsed group shows as one line', () => {
  const group = { id: 'g-1', name: 'Tier', collapsed: true };
  const { components, connections } = document;
  const members = ['c-m', 'c-k'].map((id) => [id, { ...components[id], group: 'g-1' }]);
  const merged = {
    ...document,
    components: { ...components, ...Object.fromEntries(members) },
    groups: { 'g-1': group },
  } as typeof document;

  it('is deleted as what it stands for', () => {
    const designer = openDesigner(merged, catalog, book);
    selectAll(designer.session, ['l-2']);
    runCommand(designer, 'disconnect');
    expect(Object.keys(connections)).toEqual(['l-1', 'l-2']);
    expect(Object.keys(designer.store.getState().document.connections)).toEqual([]);
  });
});

describe('what commands do', () => {
  const after = (command: CommandId, ...selection: string[]) => {
    const designer = open(...selection);
    runCommand(designer, command);
    return { ...designer.store.getState(), session: designer.session.getState() };
  };

  it('deletes several parts with everything on them and at them as one step', () => {
    const { document: left, past } = after('remove', 'c-m', 'c-k');
    expect([Object.keys(left.components), Object.keys(left.connections), past.length]).toEqual([
      ['c-n', 'c-z'],
      [],
      1,
    ]);
  });

  it('takes several parts off their hosts as one step, none on top of another', () => {
    const towers = design([
      part('c-a', 'server-x86-64'),
      part('c-b', 'server-x86-64', { x: 300 }),
      part('c-o', 'debian-12', { host: 'c-a' }),
      part('c-p', 'debian-12', { host: 'c-b' }),
    ]);
    const designer = openDesigner(towers, catalog, book);
    selectAll(designer.session, ['c-o', 'c-p']);
    runCommand(designer, 'detach');
    const { document: apart, past } = designer.store.getState();
    const places = ['c-o', 'c-p'].map((id) => apart.components[id]);
    expect([places.map((one) => one?.host), past.length]).toEqual([[null, null], 1]);
    expect(new Set(places.map((one) => `${one?.x} ${one?.y}`)).size).toBe(2);
    expect(designer.session.getState().selection).toEqual(['c-o', 'c-p']);
  });

  it('opens, takes apart and selects several groups at once', () => {
    const grouped = {
      ...design([
        part('c-a', 'server-x86-64', { group: 'g-1' }),
        part('c-b', 'server-x86-64', { x: 400, group: 'g-2' }),
        part('c-c', 'server-x86-64', { x: 800 }),
      ]),
      groups: {
        'g-1': { id: 'g-1', name: 'One', collapsed: true },
        'g-2': { id: 'g-2', name: 'Two', collapsed: true },
      },
    };
    const designer = openDesigner(grouped, catalog, book);
    runCommand(designer, 'select-all');
    expect(designer.session.getState().selection.toSorted()).toEqual(['c-c', 'g-1', 'g-2']);
    runCommand(designer, 'collapse', ['g-1', 'g-2']);
    const { groups } = designer.store.getState().document;
    expect(Object.values(groups).map(({ collapsed }) => collapsed)).toEqual([false, false]);
    runCommand(designer, 'ungroup', ['g-1', 'g-2']);
    expect(designer.store.getState().document.groups).toEqual({});
    expect(designer.session.getState().selection).toEqual(['c-a', 'c-b']);
  });

  it('aligns by the edges of what is drawn', () => {
    const { document: lined } = after('align-top', 'c-m', 'c-k', 'c-z');
    expect(['c-m', 'c-k', 'c-z'].map((id) => lined.components[id]?.y)).toEqual([200, 200, 200]);
  });

  it('takes a subnet as one thing', () => {
    expect(after('select-subnet', 'c-n').session.selection).toEqual(['c-n', 'c-m', 'c-k']);
    const { document: grouped, session } = after('group-subnet', 'c-n');
    const [group] = Object.values(grouped.groups);
    expect([group?.name, session.selection]).toEqual(['Net', [group?.id]]);
    expect(['c-n', 'c-m', 'c-k', 'c-z'].map((id) => grouped.components[id]?.group)).toEqual([
      group?.id,
      group?.id,
      group?.id,
      null,
    ]);
  });

  it('separates one copy with what is on it and its connection', () => {
    const { document: split, session } = after('separate', 'c-m');
    const [id = ''] = session.selection;
    expect([split.components['c-m']?.count, split.components[id]?.count]).toEqual([2, 1]);
    expect(Object.values(split.components).filter(({ host }) => host === id)).toHaveLength(1);
    expect(
      Object.values(split.connections).filter(({ a, b }) => [a, b].some((end) => end.component === id)),
    ).toHaveLength(1);
  });

  it('joins what a deleted part stood between', () => {
    const line = design(
      [part('c-a', 'switch-64'), part('c-b', 'switch-64', { y: 100 }), part('c-c', 'switch-64', { y: 200 })],
      [join('l-1', 'c-a', 'port', 'c-b', 'port'), join('l-2', 'c-b', 'port', 'c-c', 'port')],
    );
    const designer = openDesigner(line, catalog, book);
    selectAll(designer.session, ['c-b']);
    runCommand(designer, 'remove-and-join');
    const { document: joined, past } = designer.store.getState();
    const [connection] = Object.values(joined.connections);
    expect([connection?.a.component, connection?.b.component, past.length]).toEqual(['c-c', 'c-a', 1]);
  });
});
