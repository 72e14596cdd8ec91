import { freeName, type Component, type DesignModel, type Part } from '@patchbay/engine/design';
import { commandReason as why } from '../../../messages/designer/commands.ts';
import { said } from '../../../messages/designer/said.ts';
import { newId, perform, type Designer } from '../../store/designer.ts';
import { focusPart, selectAll } from '../../store/session-store.ts';
import type { Command } from './command.ts';
import { rootOf } from '../../layout/layout.ts';
import { nameOf } from '../gestures.ts';
import { standing, type Situation } from './situation.ts';

type GroupCommand = 'group' | 'ungroup' | 'collapse' | 'select-connected' | 'select-subnet' | 'group-subnet';

/** Several parts as one thing; a subnet is a network with all that hangs on it and on nothing else. */
export const GROUP_COMMANDS: Readonly<Record<GroupCommand, Command>> = {
  group: {
    unavailable: (at) => {
      if (standing(at).length < 2) return why.two;
      return dissolving(at, standing(at));
    },
    run: (designer, at) => makeGroup(designer, standing(at), said.groupName),
  },
  ungroup: {
    unavailable: (at) => (groupsOf(at).length === 0 ? why.notGroup : null),
    run: (designer, at) => {
      const groups = groupsOf(at);
      const members = standing({ ...at, groups, components: [] }).map((part) => part.id);
      perform(designer, {
        edit: { do: 'many', edits: groups.map((id) => ({ do: 'ungroup', id })) },
        select: null,
        said: said.ungrouped(groupNames(at, groups)),
      });
      selectAll(designer.session, members);
      focusPart(designer.session);
    },
  },
  collapse: {
    unavailable: (at) => (groupsOf(at).length === 0 ? why.notGroup : null),
    run: (designer, at) => {
      const groups = groupsOf(at);
      const collapsed = groups.some((id) => !at.model.document.groups[id]?.collapsed);
      const name = groupNames(at, groups);
      perform(designer, {
        edit: { do: 'many', edits: groups.map((id) => ({ do: 'collapse', id, collapsed })) },
        select: null,
        said: collapsed ? said.collapsed(name) : said.expanded(name),
      });
      selectAll(designer.session, groups);
      focusPart(designer.session);
    },
  },
  'select-connected': {
    unavailable: (at) => {
      if (at.parts.length === 0) return why.nothing;
      return joinedTo(at).length === 0 ? why.nothingJoined : null;
    },
    run: ({ session }, at) => {
      const ids = [...at.components.map(({ id }) => id), ...joinedTo(at)];
      selectAll(session, [...new Set(ids)]);
      focusPart(session);
    },
  },
  'select-subnet': {
    unavailable: noSubnet,
    run: ({ session }, at) => {
      selectAll(
        session,
        subnetOf(at).map(({ id }) => id),
      );
      focusPart(session);
    },
  },
  'group-subnet': {
    unavailable: (at) => noSubnet(at) ?? dissolving(at, subnetOf(at)),
    run: (designer, at) => makeGroup(designer, subnetOf(at), nameOf(at.model, at.only?.component.id ?? '')),
  },
};

/** A group holds parts, and no groups: what would swallow one as a whole is not done. */
function dissolving({ analysis }: Situation, members: readonly Component[]): string | null {
  const ids = new Set(members.map(({ id }) => id));
  const whole = [...analysis.layout.groups.values()].filter((group) =>
    group.members.every((id) => ids.has(id)),
  );
  if (whole.length === 0) return null;
  return whole.length === 1 && whole[0]?.members.length === ids.size ? why.alreadyGroup : why.groupInGroup;
}

/** What the selected parts, or the machines that they stand on, are joined to. */
function joinedTo({ model, components }: Situation): string[] {
  const roots = components.map(({ id }) => rootOf(model, id));
  return roots.flatMap((id) =>
    (model.joins.get(id) ?? []).map(({ a, b }) => (a.component === id ? b : a).component),
  );
}

/** The selected groups, or that of the selected part. */
function groupsOf({ groups, components }: Situation): string[] {
  return [...new Set([...groups, ...components.flatMap(({ group }) => group ?? [])])];
}

/** The name of one, or how many there are. */
function groupNames({ model }: Situation, ids: readonly string[]): string {
  return ids.length === 1 ? nameOf(model, ids[0] ?? '') : said.groups(ids.length);
}

function makeGroup(designer: Designer, members: readonly Component[], wanted: string): void {
  const id = `g-${newId()}`;
  const { groups } = designer.store.getState().document;
  const name = freeName(wanted, Object.values(groups));
  perform(designer, {
    edit: {
      do: 'group',
      group: { id, name, collapsed: false },
      members: members.map((member) => member.id),
    },
    select: id,
    said: said.grouped(name, members.length),
  });
  focusPart(designer.session);
}

function noSubnet({ only, model }: Situation): string | null {
  if (only?.type.layer !== 'network') return why.notNetwork;
  return (model.joins.get(only.component.id) ?? []).length === 0 ? why.nothingJoined : null;
}

function subnetOf({ only, model }: Situation): Component[] {
  return only ? [only, ...membersOf(model, only)].map(({ component }) => component) : [];
}

/** What is joined to a network and to no other network. */
function membersOf(model: DesignModel, network: Part): Part[] {
  const { id } = network.component;
  const others = (of: string) =>
    (model.joins.get(of) ?? []).map(({ a, b }) => (a.component === of ? b.component : a.component));
  return [...new Set(others(id))]
    .flatMap((other) => model.byId.get(other) ?? [])
    .filter((part) => part.type.layer !== 'network')
    .filter((part) =>
      others(part.component.id).every(
        (other) => other === id || model.byId.get(other)?.type.layer !== 'network',
      ),
    );
}
