import type { ComponentType } from '@patchbay/catalog';
import { hostOf, type Component, type DesignModel, type Edit, type Part } from '../../design/index.ts';
import { message, type Draft, type Fix } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { newPart } from './changes.ts';
import { askedOfHost, possibleHosts, takes } from './offers.ts';

/** HOST-1: on the wrong layer. HOST-2: two operating systems on one machine. HOST-3: not on anything yet. */
export const hostingRule: Rule = {
  ids: ['HOST-1', 'HOST-2', 'HOST-3'],
  check: (model) => [
    ...model.parts.flatMap((part) => misplaced(model, part)),
    ...model.parts.flatMap((part) => crowded(model, part)),
  ],
};

function misplaced(model: DesignModel, part: Part): Draft[] {
  const { id, host } = part.component;
  const wanted = part.type.hostedOn;
  if (host === null) return wanted === null ? [] : [homeless(model, part)];
  const on = hostOf(model, part);
  if (!on || on.type.layer === wanted) return [];
  const values = { type: part.type.name, layer: wanted ?? 'canvas', hostLayer: on.type.layer };
  return [
    {
      rule: 'HOST-1',
      level: 'blocker',
      obstructs: true,
      subjects: [id, on.component.id],
      connections: [],
      headline: message('hosting.wrong.headline', { part: id, host: on.component.id }, values),
      because: [
        message(
          wanted === null ? 'hosting.wrong.because.none' : 'hosting.wrong.because',
          { part: id, host: on.component.id },
          values,
        ),
      ],
      candidates: () =>
        wanted === null
          ? [standAlone(part)]
          : [
              ...insertBetween(model, part, on),
              ...homes(model, part),
              ...newHomes(model, part).slice(0, 2),
              standAlone(part),
            ],
    },
  ];
}

/** Not wrong, only incomplete: a to-do, but nothing can be made of it yet. */
function homeless(model: DesignModel, part: Part): Draft {
  const { id } = part.component;
  const values = { type: part.type.name, layer: part.type.hostedOn ?? 'canvas' };
  return {
    rule: 'HOST-3',
    level: 'todo',
    obstructs: true,
    subjects: [id],
    connections: [],
    headline: message('hosting.missing.headline', { part: id }, values),
    because: [message('hosting.missing.because', { part: id }, values)],
    candidates: () => [...homes(model, part), ...newHomes(model, part)],
  };
}

function crowded(model: DesignModel, machine: Part): Draft[] {
  if (machine.type.layer !== 'machine') return [];
  const systems = (model.hosted.get(machine.component.id) ?? []).filter((part) => part.type.layer === 'os');
  const total = systems.reduce((sum, part) => sum + part.component.count, 0);
  if (total <= 1) return [];
  const ids = systems.map((part) => part.component.id);
  const first = systems[0] as Part;
  const keep: Fix[] = systems.map((kept) => ({
    action: message('hosting.crowded.action', { part: kept.component.id }),
    effect: message('hosting.crowded.effect'),
    edit: {
      do: 'many',
      edits: [
        { do: 'remove', components: ids.filter((id) => id !== kept.component.id), connections: [] },
        { do: 'set-count', id: kept.component.id, count: 1 },
      ],
    },
  }));
  return [
    {
      rule: 'HOST-2',
      level: 'blocker',
      obstructs: true,
      subjects: [machine.component.id, ...ids],
      connections: [],
      headline: message('hosting.crowded.headline', { machine: machine.component.id }, { total }),
      because: [
        message(
          'hosting.crowded.because',
          { machine: machine.component.id, os: first.component.id },
          { total },
        ),
      ],
      candidates: () => keep,
    },
  ];
}

function standAlone(part: Part): Fix {
  const { id } = part.component;
  return {
    action: message('hosting.detach.action', { part: id }),
    effect: message('hosting.detach.effect'),
    edit: { do: 'host', id, host: null },
  };
}

/** Existing parts of the right layer that offer what this one asks for. */
export function homes(model: DesignModel, part: Part): Fix[] {
  return possibleHosts(model, part).map((other) => ({
    action: message('hosting.move.action', { part: part.component.id, host: other.component.id }),
    effect: message('hosting.move.effect'),
    edit: { do: 'host', id: part.component.id, host: other.component.id },
  }));
}

/** New hosts for a part: a machine for an OS; an OS with its machine for software. */
export function newHomes(model: DesignModel, part: Part): Fix[] {
  const hosts = inOwnOrder(
    model.catalog.types.filter((type) => type.layer === part.type.hostedOn && takes(type, part.type)),
    part.type,
  );
  return hosts.flatMap((type): Fix[] => {
    const chain = type.layer === 'machine' ? [type] : [machineFor(model, type), type];
    return chain.every((link) => link !== undefined) ? [newHome(model, part, chain)] : [];
  });
}

export function machineFor(model: DesignModel, os: ComponentType): ComponentType | undefined {
  const machines = model.catalog.types.filter((type) => type.layer === 'machine' && takes(type, os));
  return inOwnOrder(machines, os)[0];
}

/** Machines of the very processor that is asked for, before those that can also do as if they had it. */
function inOwnOrder(hosts: readonly ComponentType[], type: ComponentType): ComponentType[] {
  const wanted = new Set(askedOfHost(type).flatMap(({ anyOf }) => anyOf));
  const isOwn = (host: ComponentType) => Number(wanted.has(host.machine?.arch ?? ''));
  return hosts.toSorted((a, b) => isOwn(b) - isOwn(a));
}

function newHome(model: DesignModel, part: Part, chain: readonly ComponentType[]): Fix {
  const { id, x, y } = part.component;
  const added = stack(model, chain, { x, y });
  const top = added.at(-1) as Component;
  const names = chain.map((type) => type.name).join(' + ');
  return {
    action: message('hosting.new.action', { part: id }, { names }),
    effect: message('hosting.new.effect', {}, { names }),
    edit: {
      do: 'many',
      edits: [
        { do: 'add', components: added, connections: [] },
        { do: 'host', id, host: top.id },
      ],
    },
  };
}

/** Software dropped straight onto a machine: put an OS between that fits both. */
function insertBetween(model: DesignModel, part: Part, on: Part): Fix[] {
  if (part.type.hostedOn !== 'os' || on.type.layer !== 'machine') return [];
  const systems = model.catalog.types.filter(
    (type) => type.layer === 'os' && takes(type, part.type) && takes(on.type, type),
  );
  return systems.map((type): Fix => {
    const [os] = stack(model, [type], on.component);
    const added = { ...(os as Component), host: on.component.id };
    const edits: Edit[] = [
      { do: 'add', components: [added], connections: [] },
      { do: 'host', id: part.component.id, host: added.id },
    ];
    return {
      action: message(
        'hosting.between.action',
        { part: part.component.id, host: on.component.id },
        { name: type.name },
      ),
      effect: message('hosting.between.effect', {}, { name: type.name }),
      edit: { do: 'many', edits },
    };
  });
}

/** New components of the given types, each hosted on the one before. Ids are the smallest free ones, so a check stays pure. */
export function stack(
  model: DesignModel,
  chain: readonly ComponentType[],
  at: { x: number; y: number },
): Component[] {
  const added: Component[] = [];
  for (const type of chain) {
    const taken = Object.fromEntries(added.map((one) => [one.id, one]));
    added.push({ ...newPart(model, type, at, taken), host: added.at(-1)?.id ?? null });
  }
  return added;
}
