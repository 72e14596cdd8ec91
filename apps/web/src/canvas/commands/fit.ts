import type { ComponentType } from '@patchbay/catalog';
import { canConnect, canHost, isAppliance, type Refusal } from '@patchbay/engine/constraints';
import {
  hostOf,
  machineOf,
  portUse,
  type Connection,
  type DesignModel,
  type Part,
} from '@patchbay/engine/design';
import { dialogText, paletteText } from '../../messages/canvas.ts';
import { eitherOf, hostWords } from '../../messages/designer/problems.ts';
import { findingText } from '../../messages/findings.ts';

/** Where a part of a type would stand when it is put onto a part of the design. */
export interface Landing {
  readonly host: Part;
  /** Why it does not fit there; the drop is taken all the same and shows a blocker with its fixes. */
  readonly refusal: string | null;
}

/**
 * The host that a type ends up on when it is put onto a part: software on a machine goes to the machine's system,
 * an OS on a part of a machine goes to the machine. Null when nothing there could ever host it.
 */
export function landingOf(model: DesignModel, target: string, type: ComponentType): Landing | null {
  const part = model.byId.get(target);
  if (!part || type.hostedOn === null) return null;
  if (type.hostedOn === 'machine') {
    const machine = machineOf(model, part);
    return machine ? { host: machine, refusal: refusalOnMachine(model, machine, type) } : null;
  }
  const system = systemFor(model, part, type);
  if (system) return { host: system, refusal: reasonText(model, canHost(system.type, type)) };
  const machine = machineOf(model, part);
  if (!machine) return null;
  return {
    host: machine,
    refusal: isAppliance(machine.type) ? (findingText['fit.appliance'] ?? '') : paletteText.needsSystem,
  };
}

function refusalOnMachine(model: DesignModel, machine: Part, type: ComponentType): string | null {
  const refusal = canHost(machine.type, type);
  if (refusal) return reasonText(model, refusal);
  const taken = (model.hosted.get(machine.component.id) ?? []).some((child) => child.type.layer === 'os');
  return taken ? paletteText.hasSystem : null;
}

/** The OS that is, carries or lies below a part; among several of a machine, the first that fits. */
function systemFor(model: DesignModel, part: Part, type: ComponentType): Part | undefined {
  for (let at: Part | undefined = part; at; at = hostOf(model, at)) if (at.type.layer === 'os') return at;
  const machine = machineOf(model, part);
  const systems = machine
    ? (model.hosted.get(machine.component.id) ?? []).filter((child) => child.type.layer === 'os')
    : [];
  return systems.find((system) => canHost(system.type, type) === null) ?? systems[0];
}

/** Where a part that was put onto something else belongs, in a few words. */
export function goesOn(layer: string): string {
  return (findingText['fit.layer'] ?? '').replace('{layer}', hostWords[layer] ?? '');
}

/** A refusal in a few words, such as `needs x86-64, arm64`. */
function reasonText(model: DesignModel, refusal: Refusal | null): string | null {
  if (!refusal) return null;
  const { code, values } = refusal.reason;
  if (code === 'fit.layer') return goesOn(String(values['layer']));
  const wanted = String(values['wanted'] ?? '')
    .split(', ')
    .map((value) => model.types.get(value)?.name ?? value);
  return (findingText[code] ?? code).replace('{wanted}', shortList(wanted));
}

/** Names of one make are one entry: `Windows` for three of them; `Debian 12 +1` for two makes. */
function shortList(names: readonly string[]): string {
  const makes = new Map<string, string[]>();
  for (const name of names) {
    const make = name.split(' ')[0] ?? name;
    makes.set(make, [...(makes.get(make) ?? []), name]);
  }
  const entries = [...makes].map(([make, members]) => (members.length > 1 ? make : (members[0] ?? make)));
  if (entries.length === 2 && eitherOf(entries).length <= 18) return eitherOf(entries);
  return entries.length === 1 ? String(entries[0]) : `${entries[0]} +${entries.length - 1}`;
}

/** Types that could stand in a part's place: where it stands, with what stands on it and what it is joined to. */
export function replacements(model: DesignModel, part: Part): ComponentType[] {
  const host = hostOf(model, part);
  const carried = model.hosted.get(part.component.id) ?? [];
  const joined = (model.joins.get(part.component.id) ?? []).flatMap(({ a, b }) => {
    const other = a.component === part.component.id ? b : a;
    return model.byId.get(other.component)?.type ?? [];
  });
  return model.catalog.types.filter(
    (type) =>
      type.id !== part.type.id &&
      type.layer === part.type.layer &&
      type.hostedOn === part.type.hostedOn &&
      (!host || canHost(host.type, type) === null) &&
      carried.every((child) => canHost(type, child.type) === null) &&
      joined.every((other) => canConnect(type, other) === null),
  );
}

export interface Fit {
  readonly fits: boolean;
  readonly reason: string | null;
}

export const FITS: Fit = { fits: true, reason: null };

/** Whether a type goes with the selected part: hosted on it, or joined to it, or beside it. */
export function fitOf(model: DesignModel, selected: string | null, type: ComponentType): Fit {
  const part = selected === null ? undefined : model.byId.get(selected);
  if (!part) return FITS;
  if (type.hostedOn !== null) {
    const landing = landingOf(model, part.component.id, type);
    if (!landing) return { fits: false, reason: goesOn(type.hostedOn) };
    return { fits: landing.refusal === null, reason: landing.refusal };
  }
  const standsBeside = type.layer === 'machine' || type.layer === 'abstraction';
  if (standsBeside && part.type.layer !== 'network') return FITS;
  const root = machineOf(model, part) ?? part;
  if (root.type.ports.length === 0) return FITS;
  const refusal = canConnect(root.type, type);
  return refusal ? { fits: false, reason: reasonText(model, refusal) } : FITS;
}

/** A candidate in a picker: an existing part with the reason that speaks against it. */
export interface Candidate {
  readonly id: string;
  readonly part: Part;
  readonly reason: string | null;
  /** Whether it can be picked: a blocker may, a thing without any possible port or host may not. */
  readonly possible: boolean;
}

/**
 * Every part that any of several could be joined to, in the order of the first, with the reason when a connection would not
 * fit. What fits comes first. Once one of them could be joined to a part, the others are not asked about it.
 */
export function connectCandidates(model: DesignModel, ids: readonly string[]): Candidate[] {
  const all = new Map<string, Candidate>();
  const settled = new Set<string>();
  for (const id of ids)
    for (const candidate of candidatesOf(model, id, settled)) {
      if (candidate.possible) settled.add(candidate.id);
      if (candidate.possible || !all.has(candidate.id)) all.set(candidate.id, candidate);
    }
  return [...all.values()];
}

function candidatesOf(model: DesignModel, id: string, but: ReadonlySet<string>): Candidate[] {
  const from = model.byId.get(id);
  if (!from) return [];
  const list = model.parts
    .filter((part) => part !== from && part.type.hostedOn === null && !but.has(part.component.id))
    .map((part): Candidate => {
      const ends = portsFor(model, id, part.component.id);
      const base = { id: part.component.id, part };
      if (!ends) return { ...base, reason: dialogText.noMatch, possible: false };
      if (joined(model, id, part.component.id))
        return { ...base, reason: dialogText.joined, possible: false };
      const refusal = canConnect(from.type, part.type);
      if (refusal) return { ...base, reason: reasonText(model, refusal), possible: true };
      return { ...base, reason: ends.full ? dialogText.full : null, possible: true };
    });
  return list.sort(
    (a, b) => rank(a) - rank(b) || Number(isNetwork(b)) - Number(isNetwork(a)) || byName(a, b),
  );
}

/** `Server 2` before `Server 10`. */
const { compare } = new Intl.Collator('en', { numeric: true });
const byName = (a: Candidate, b: Candidate) => compare(a.part.component.name, b.part.component.name);

const isNetwork = ({ part }: Candidate) =>
  part.type.ports.some(({ role, capacity }) => role === 'network' && capacity > 1);

const rank = ({ reason, possible }: Candidate) => (possible ? (reason === null ? 0 : 1) : 2);

function joined(model: DesignModel, a: string, b: string): boolean {
  return (model.joins.get(a) ?? []).some((one) => one.a.component === b || one.b.component === b);
}

/** The two ports that a connection between two parts would take: a pair that fits and is free, if there is one. */
export function portsFor(
  model: DesignModel,
  a: string,
  b: string,
  chosen: { a?: string; b?: string } = {},
): (Pick<Connection, 'a' | 'b'> & { full: boolean }) | null {
  const [from, to] = [model.byId.get(a), model.byId.get(b)];
  if (!from || !to || a === b) return null;
  const pairs = from.type.ports
    .filter(({ name }) => chosen.a === undefined || name === chosen.a)
    .flatMap((own) =>
      to.type.ports
        .filter(({ name }) => chosen.b === undefined || name === chosen.b)
        .filter((other) => other.interface === own.interface)
        .map((other) => {
          const full = [portUse(model, a, own.name), portUse(model, b, other.name)].some(
            ({ used, capacity }) => used >= capacity,
          );
          const devices = own.role === 'device' && other.role === 'device';
          const ends = { a: { component: a, port: own.name }, b: { component: b, port: other.name } };
          return { ...ends, full, cost: Number(full) + 2 * Number(devices) };
        }),
    );
  return pairs.sort((x, y) => x.cost - y.cost)[0] ?? null;
}

/** Every part that could host this one, what fits first; a part of the right layer may be picked although it will be a blocker. */
export function hostCandidates(model: DesignModel, id: string): Candidate[] {
  const part = model.byId.get(id);
  if (!part || part.type.hostedOn === null) return [];
  return model.parts
    .filter((other) => other.type.layer === part.type.hostedOn && other !== part)
    .map((other): Candidate => {
      const base = { id: other.component.id, part: other };
      if (part.component.host === other.component.id)
        return { ...base, reason: dialogText.here, possible: false };
      const landing = landingOf(model, other.component.id, part.type);
      return { ...base, reason: landing?.refusal ?? null, possible: true };
    })
    .sort((a, b) => rank(a) - rank(b) || byName(a, b));
}
