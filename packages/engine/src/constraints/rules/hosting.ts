import type { ComponentType } from '@patchbay/catalog';
import {
  allHosted,
  hostOf,
  isDrawn,
  MAX_COMPONENTS,
  type DesignModel,
  type Edit,
  type Part,
} from '../../design/index.ts';
import { message, type Draft, type Fix } from '../finding.ts';
import { Additions } from '../fixes/additions.ts';
import type { Rule } from '../rule.ts';
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
    candidates: () => [...homes(model, part), ...bareHomes(model, part), ...newHomes(model, part)],
  };
}

/** In a large design the first ones will do. */
const LOOKED_AT = 8;
const BARE = 2;

/** Software onto a machine that has no system yet, with one that both fit. */
function bareHomes(model: DesignModel, part: Part): Fix[] {
  if (part.type.hostedOn !== 'os') return [];
  const isBare = ({ component: { id }, type }: Part) =>
    type.layer === 'machine' &&
    isDrawn(id) &&
    !model.hosted.get(id)?.some((child) => child.type.layer === 'os');
  const words = { action: 'hosting.system.action', effect: 'hosting.system.effect' };
  const fixes = model.parts
    .filter(isBare)
    .slice(0, LOOKED_AT)
    .flatMap((machine) => withSystem(model, part, machine, words).slice(0, 1));
  return fixes.slice(0, BARE);
}

function crowded(model: DesignModel, machine: Part): Draft[] {
  if (machine.type.layer !== 'machine') return [];
  const systems = (model.hosted.get(machine.component.id) ?? []).filter((part) => part.type.layer === 'os');
  const total = systems.reduce((sum, part) => sum + part.component.count, 0);
  if (total <= 1) return [];
  const ids = systems.map((part) => part.component.id);
  const first = systems[0] as Part;
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
      candidates: () => [...keepOne(model, machine, systems), ...onItsOwn(model, systems)],
    },
  ];
}

/** One of the systems of a machine alone: those first that run there, and of these the one with most on it. */
export function keepOne(model: DesignModel, machine: Part, systems: readonly Part[]): Fix[] {
  const all = (model.hosted.get(machine.component.id) ?? []).filter(({ type }) => type.layer === 'os');
  const worth = (system: Part) =>
    allHosted(model, system).length - (takes(machine.type, system.type) ? 0 : MAX_COMPONENTS);
  return systems
    .toSorted((a, b) => worth(b) - worth(a))
    .map(({ component: { id } }) => ({
      action: message('hosting.crowded.action', { part: id }),
      effect: message('hosting.crowded.effect'),
      edit: {
        do: 'many',
        edits: [
          {
            do: 'remove',
            components: all.map(({ component }) => component.id).filter((other) => other !== id),
            connections: [],
          },
          { do: 'set-count', id, count: 1 },
        ],
      },
    }));
}

/** Where two are too many, one of them onto another machine. */
function onItsOwn(model: DesignModel, systems: readonly Part[]): Fix[] {
  const [first, second, third] = systems;
  if (!first || !second || third) return [];
  return [second, first].flatMap((system) => [
    ...homes(model, system).slice(0, 1),
    ...newHomes(model, system).slice(0, 1),
  ]);
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
    action: moveAction(part, other),
    effect: message('hosting.move.effect'),
    edit: { do: 'host', id: part.component.id, host: other.component.id },
  }));
}

/** A system is named with its machine: several machines may have the same one. */
function moveAction({ component: { id: part } }: Part, { component: { id: host, host: machine } }: Part) {
  if (machine === null) return message('hosting.move.action', { part, host });
  return message('hosting.move.on.action', { part, host, machine });
}

/** New hosts for a part: a machine for an OS; an OS with its machine for software. */
export function newHomes(model: DesignModel, part: Part): Fix[] {
  const hosts = inOwnOrder(
    model.catalog.types.filter((type) => type.layer === part.type.hostedOn && takes(type, part.type)),
    part.type,
  );
  return hosts.flatMap((type): Fix[] => {
    const chain = towerFor(model, type);
    return chain.length > 0 ? [newHome(model, part, chain)] : [];
  });
}

/** A type on what it needs below it, down to the machine; none where nothing takes it. */
export function towerFor(model: DesignModel, type: ComponentType): readonly ComponentType[] {
  if (type.hostedOn === null) return [type];
  const hosts = model.catalog.types.filter(({ layer }) => layer === type.hostedOn);
  const [host] = inOwnOrder(
    hosts.filter((candidate) => takes(candidate, type)),
    type,
  );
  const below = host ? towerFor(model, host) : [];
  return below.length > 0 ? [...below, type] : [];
}

/** Machines of the very processor that is asked for, before those that can also do as if they had it. */
function inOwnOrder(hosts: readonly ComponentType[], type: ComponentType): ComponentType[] {
  const wanted = new Set(askedOfHost(type).flatMap(({ anyOf }) => anyOf));
  const isOwn = (host: ComponentType) => Number(wanted.has(host.machine?.arch ?? ''));
  return hosts.toSorted((a, b) => isOwn(b) - isOwn(a));
}

function newHome(model: DesignModel, part: Part, chain: readonly ComponentType[]): Fix {
  const { id, x, y } = part.component;
  const added = new Additions(model);
  const top = added.tower(chain, { x, y }).at(-1) as Part;
  const { names } = added;
  return {
    action: message('hosting.new.action', { part: id }, { names }),
    effect: message('hosting.new.effect', {}, { names }),
    edit: {
      do: 'many',
      edits: [added.edit, { do: 'host', id, host: top.component.id }],
    },
  };
}

/** Software dropped straight onto a machine: put an OS between that fits both. */
function insertBetween(model: DesignModel, part: Part, on: Part): Fix[] {
  if (part.type.hostedOn !== 'os' || on.type.layer !== 'machine') return [];
  const words = { action: 'hosting.between.action', effect: 'hosting.between.effect' };
  return withSystem(model, part, on, words);
}

/** Each system that both fit, put on a machine, and the software on it. */
function withSystem(
  model: DesignModel,
  part: Part,
  on: Part,
  words: { readonly action: string; readonly effect: string },
): Fix[] {
  const systems = model.catalog.types.filter(
    (type) => type.layer === 'os' && takes(type, part.type) && takes(on.type, type),
  );
  return systems.map((type): Fix => {
    const added = new Additions(model);
    const os = added.part(type, on.component, on.component.id);
    const edits: Edit[] = [added.edit, { do: 'host', id: part.component.id, host: os.component.id }];
    return {
      action: message(words.action, { part: part.component.id, host: on.component.id }, { name: type.name }),
      effect: message(words.effect, {}, { name: type.name }),
      edit: { do: 'many', edits },
    };
  });
}
