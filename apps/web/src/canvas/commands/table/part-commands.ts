import { commandReason as why } from '../../../messages/designer/commands.ts';
import { hostOf } from '@patchbay/engine/design';
import { standsAlone } from '../../layout/layout.ts';
import { perform, type Designer } from '../../store/designer.ts';
import { focusPart, selectAll } from '../../store/session-store.ts';
import { always, type Command } from './command.ts';
import { replacements } from '../fit.ts';
import { detachAll } from '../gestures.ts';
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
      nothing(at) ?? (at.parts.some(({ type }) => type.hostedOn !== null) ? null : why.notHostable),
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
      nothing(at) ??
      (at.parts.some((part) => hostOf(at.model, part) && !standsAlone(at.model, part))
        ? null
        : why.notHosted),
    run: (designer, at) => {
      const ids = at.parts.flatMap((part) => (standsAlone(at.model, part) ? [] : [part.component.id]));
      perform(designer, detachAll(at.analysis, ids));
      selectAll(designer.session, ids);
      focusPart(designer.session);
    },
  },
  rename: {
    unavailable: ({ components, groups }) =>
      components.length + groups.length === 1 ? null : components.length === 0 ? why.nothing : why.onePart,
    run: ({ session }, { components, groups }) => {
      const id = components[0]?.id ?? groups[0];
      if (id !== undefined) session.setState({ dialog: { show: 'rename', id } });
    },
  },
  inspect: {
    unavailable: always,
    run: () =>
      document.querySelector<HTMLElement>('[data-inspector] [role="tab"][aria-selected="true"]')?.focus(),
  },
};

function show(
  { session }: Designer,
  dialog: 'append' | 'connect' | 'replace' | 'move-into',
  { components }: Situation,
): void {
  session.setState({ dialog: { show: dialog, ids: components.map(({ id }) => id) } });
}
