import { commandReason as why } from '../../../messages/designer/commands.ts';
import { said } from '../../../messages/designer/said.ts';
import { hostOf } from '@patchbay/engine/design';
import { standsAlone } from '../../layout/layout.ts';
import { perform, type Designer } from '../../store/designer.ts';
import { focusPart, selectAll } from '../../store/session-store.ts';
import { always, type Command } from './command.ts';
import { replacements } from '../fit.ts';
import { detachAll, namesOf } from '../gestures.ts';
import { moveOutOfGroups } from '../membership.ts';
import { standing, type Situation } from './situation.ts';

type PartCommand =
  | 'append'
  | 'connect'
  | 'replace'
  | 'move-into'
  | 'move-to'
  | 'detach'
  | 'rename'
  | 'inspect';

const nothing = ({ components }: Situation) => (components.length === 0 ? why.nothing : null);

/** What is done to selected parts with a choice or a place to follow. */
export const PART_COMMANDS: Readonly<Record<PartCommand, Command>> = {
  append: {
    unavailable: (at) =>
      nothing(at) ??
      (at.parts.every(({ type }) => type.layer === 'storage' && type.ports.length === 0)
        ? why.hostsNothing
        : null),
    run: (designer, at) => show(designer, 'append', at),
  },
  connect: {
    unavailable: (at) =>
      nothing(at) ?? (at.parts.some(({ type }) => type.ports.length > 0) ? null : why.noPorts),
    run: (designer, at) => show(designer, 'connect', at),
  },
  replace: {
    unavailable: (at) => {
      if (!at.only) return at.components.length === 0 ? why.nothing : why.onePart;
      return replacements(at.model, at.only).length === 0 ? why.noAlternative : null;
    },
    run: (designer, at) => show(designer, 'replace', at),
  },
  'move-into': {
    unavailable: (at) =>
      nothing(at) ??
      (at.parts.some(({ type }) => type.hostedOn !== null) || goesInGroup(at) ? null : why.notHostable),
    run: (designer, at) => show(designer, 'move-into', at),
  },
  'move-to': {
    unavailable: (at) => {
      if (at.components.length === 0 && at.groups.length === 0) return why.nothing;
      return standing(at).length === 0 ? why.notMovable : null;
    },
    run: ({ session }, at) =>
      session.setState({
        placing: { ids: [...standing(at).map(({ id }) => id), ...at.groups] },
        carry: null,
        connecting: null,
      }),
  },
  detach: {
    unavailable: (at) =>
      nothing(at) ?? (hostedOf(at).length + groupedOf(at).length > 0 ? null : why.notHosted),
    run: (designer, at) => {
      const [hosted, grouped] = [hostedOf(at), groupedOf(at)];
      const edits = [detachAll(at.analysis, hosted).edit, ...moveOutOfGroups(at.analysis, grouped)];
      const ids = [...hosted, ...grouped];
      perform(designer, {
        edit: { do: 'many', edits },
        select: ids[0] ?? null,
        said: said.detached(namesOf(at.model, ids)),
      });
      selectAll(designer.session, ids);
      focusPart(designer.session);
    },
  },
  rename: {
    unavailable: ({ components, groups }) => {
      const count = components.length + groups.length;
      return count === 1 ? null : count === 0 ? why.nothing : why.onePart;
    },
    run: ({ session }, { components, groups }) => {
      const id = components[0]?.id ?? groups[0];
      if (id !== undefined) session.setState({ dialog: { show: 'rename', id } });
    },
  },
  inspect: {
    unavailable: always,
    run: ({ session }) => {
      session.setState({ panels: true });
      // Shown by then.
      requestAnimationFrame(() => document.querySelector<HTMLElement>(INSPECTOR)?.focus());
    },
  },
};

/** The open tab of a part, or the panel of what has no tabs. */
const INSPECTOR =
  '[data-inspector] [role="tab"][aria-selected="true"], [data-inspector]:not(:has([role="tab"])) [data-inspector-panel]';

function hostedOf({ parts, model }: Situation): string[] {
  return parts.flatMap((part) =>
    hostOf(model, part) && !standsAlone(model, part) ? [part.component.id] : [],
  );
}

function groupedOf({ components }: Situation): string[] {
  return components.flatMap(({ id, group }) => (group === null ? [] : [id]));
}

/** Whether there is a group that one of the selected parts is not in. */
function goesInGroup(at: Situation): boolean {
  const groups = Object.keys(at.model.document.groups);
  return standing({ ...at, groups: [] }).some((part) => groups.some((id) => id !== part.group));
}

function show(
  { session }: Designer,
  dialog: 'append' | 'connect' | 'replace' | 'move-into',
  { components }: Situation,
): void {
  session.setState({ dialog: { show: dialog, ids: components.map(({ id }) => id) } });
}
