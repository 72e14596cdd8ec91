import {
  addressPlan,
  bootSeconds,
  busyMilli,
  byInterface,
  copies,
  copyKey,
  hostNames,
  installedOn,
  quantity,
  rangeOf,
  segments,
  startOrder,
  systemOf,
  type Copy,
  type DesignModel,
  type Installed,
  type Part,
  type Segment,
} from '@patchbay/engine/design';
import { demandOf } from '@patchbay/engine/placement';
import type { Tx } from '../db/pool.ts';
import { together } from '../db/together.ts';
import type { ImageSpec, Key, MachineSpec, NetworkSpec, ServiceSpec, VolumeSpec } from '../drivers/driver.ts';
import * as kept from '../features/environments/kept.ts';
import { modelOf } from '../features/environments/replan.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import type { Booked } from '../features/reservations/slots.ts';

/** One thing that the data center has to hold, and where. */
export interface Wanted {
  readonly host: string;
  readonly key: Key;
  readonly spec: NetworkSpec | VolumeSpec | MachineSpec;
  /** Parts of the drawing that are there when this is. */
  readonly parts: readonly Copy[];
  /** Those with a lower number answer before those with a higher one start. */
  readonly order: number;
}

type Addresses = readonly (Copy & { readonly network: string; readonly address: string })[];

/** What an environment is made of beside its drawing: who it is, and what it was given for life. */
interface Given {
  readonly environment: environments.EnvironmentRow;
  readonly model: DesignModel;
  readonly segments: readonly Segment[];
  readonly ranges: ReadonlyMap<string, number>;
  readonly addresses: Addresses;
  readonly names: ReadonlyMap<string, string>;
  readonly byInterface: ReturnType<typeof byInterface>;
  readonly hostOf: ReadonlyMap<string, string>;
  readonly units: readonly slots.BoundUnit[];
  /** Where networks and volumes are: on the machines' own host, or at the site as a whole. */
  readonly fabric: string;
  readonly real: boolean;
}

/** What the database knows of it. */
export interface Records extends Pick<Given, 'environment' | 'model' | 'ranges' | 'addresses' | 'units'> {
  readonly claims: readonly (Copy & { readonly hostId: string })[];
}

export async function wantedOf(
  tx: Tx,
  booked: Booked,
  environment: environments.EnvironmentRow,
  real: boolean,
): Promise<Wanted[]> {
  const [model, claims, ranges, addresses, units] = await together(
    modelOf(tx, booked),
    slots.hostClaimsOf(tx, booked.slot.id),
    kept.rangesOf(tx, environment.id),
    environments.addressesOf(tx, environment.id),
    slots.boundUnits(tx, booked.slot.id),
  );
  return describe({ environment, model, claims, ranges, addresses, units }, real);
}

/** Everything an environment consists of in its present generation: networks and volumes first, then machines. */
export function describe({ claims, ...records }: Records, real: boolean): Wanted[] {
  const { model, environment } = records;
  const all = segments(model);
  const given: Given = {
    ...records,
    segments: all,
    byInterface: byInterface(model, all),
    names: hostNames(model),
    hostOf: new Map(claims.map((claim) => [copyKey(claim), claim.hostId])),
    fabric: fabricOf(claims, environment, real),
    real,
  };
  return [...networksOf(given), ...volumesOf(given), ...machinesOf(given)];
}

/** Real networks do not reach from host to host, so the whole of an environment is where its first machine is. */
export function fabricOf(
  claims: readonly { hostId: string }[],
  environment: environments.EnvironmentRow,
  real: boolean,
): string {
  return (real && claims[0]?.hostId) || environment.siteId;
}

const keyOf = ({ environment }: Given, { component, idx }: Copy): Key => ({
  environmentId: environment.id,
  generation: environment.generation,
  component,
  idx,
});

/** What is kept from slot to slot belongs to no generation. */
const keptKey = (
  { environment }: { environment: environments.EnvironmentRow },
  { component, idx }: Copy,
): Key => ({
  environmentId: environment.id,
  generation: 0,
  component,
  idx,
});

function networksOf(given: Given): Wanted[] {
  const identity = (copy: Copy | null, resourceClass: string) =>
    given.units.find(
      (unit) =>
        unit.component === copy?.component && unit.idx === copy.idx && unit.resourceClass === resourceClass,
    )?.identity ?? null;
  return given.segments.map(({ at, parts, gateway }) => ({
    host: given.fabric,
    key: keyOf(given, at),
    spec: {
      form: 'network',
      subnet: rangeOf(given.ranges.get(copyKey(at)) ?? 0),
      vlan: identity(at, 'vlan'),
      gateway: gateway && (identity(gateway, 'public-address') ?? ''),
    },
    parts,
    order: 0,
  }));
}

/** Storage as drawn, and the folders that software keeps from slot to slot. */
function volumesOf(given: Given): Wanted[] {
  const { model } = given;
  const drawn = model.parts
    .filter((part) => part.type.layer === 'storage')
    .flatMap((part) => copiesOf(model, part).map((copy) => ({ copy, GiB: quantity(part, 'capacityGiB') })));
  const kept = model.parts
    .filter((part) => part.type.layer === 'machine')
    .flatMap((machine) =>
      copiesOf(model, machine).flatMap(({ idx }) =>
        installedOn(model, machine).flatMap((one) =>
          one.install.keeps === null ? [] : [{ copy: ofMachine(one, idx), GiB: 0 }],
        ),
      ),
    );
  return [...drawn, ...kept].map(({ copy, GiB }) => ({
    host: given.fabric,
    key: keptKey(given, copy),
    spec: { form: 'volume', capacityGiB: GiB },
    parts: [copy],
    order: 0,
  }));
}

/** The copies of everything that is kept from slot to slot. */
export function keptOf(model: DesignModel): Copy[] {
  const software = model.parts
    .filter((part) => part.type.layer === 'machine')
    .flatMap((machine) =>
      installedOn(model, machine)
        .filter(({ install }) => install.keeps !== null)
        .flatMap((one) => copiesOf(model, machine).map(({ idx }) => ofMachine(one, idx))),
    );
  const drawn = model.parts.filter((part) => part.type.layer === 'storage');
  return [...drawn.flatMap((part) => copiesOf(model, part)), ...software];
}

function copiesOf(model: DesignModel, part: Part): Copy[] {
  return Array.from({ length: copies(model, part) }, (_, idx) => ({ component: part.component.id, idx }));
}

/** One service of a kind runs on a machine, however many copies are drawn; it is known by its first one there. */
function ofMachine({ part }: Installed, machineIdx: number): Copy {
  return { component: part.component.id, idx: machineIdx * part.component.count };
}

function machinesOf(given: Given): Wanted[] {
  return demandOf(given.model).machines.map((machine): Wanted => {
    const part = given.model.byId.get(machine.component) as Part;
    const host = given.hostOf.get(copyKey(machine));
    if (!host) throw new Error(`no host was claimed for ${copyKey(machine)}`);
    return {
      host,
      key: keyOf(given, machine),
      spec: machineSpec(given, part, machine),
      parts: [{ component: machine.component, idx: machine.idx }],
      order: startOrder(given.model, part),
    };
  });
}

function machineSpec(
  given: Given,
  part: Part,
  machine: ReturnType<typeof demandOf>['machines'][number],
): MachineSpec {
  const { model, addresses } = given;
  const installed = installedOn(model, part);
  const own = addresses.filter((row) => copyKey(row) === copyKey(machine)).sort(given.byInterface);
  return {
    form: 'machine',
    arch: machine.arch,
    cpuMilli: machine.vector.cpuMilli,
    memoryMiB: machine.vector.memoryMiB,
    diskMiB: machine.vector.diskMiB,
    hostname: given.names.get(copyKey(machine)) ?? '',
    image: imageOf(model, part),
    services: installed.flatMap(serviceOf),
    ...environmentOf(installed),
    interfaces: own.flatMap(({ network, address }) => {
      const segment = given.segments.find(({ at }) => copyKey(at) === network);
      return segment ? [{ network: segment.at, address }] : [];
    }),
    names: given.real ? neighbours(given, own) : [],
    mounts: given.real ? mountsOf(given, machine, installed) : [],
    bootSeconds: bootSeconds(model, part),
    busyMilli: busyMilli(model, part),
  };
}

/** Null while no operating system is drawn. */
function imageOf(model: DesignModel, machine: Part): ImageSpec | null {
  const system = systemOf(model, machine);
  if (!system) return null;
  const packages = new Set(installedOn(model, machine).flatMap(({ install }) => install.packages));
  return { os: system.type.id, packages: [...packages].sort() };
}

function serviceOf({ part, install }: Installed): ServiceSpec[] {
  if (!install.service) return [];
  const { command, port } = install.service;
  return [{ name: part.type.id, command, files: install.files, port }];
}

/** Absent where nothing is set, since a machine of before there were any is still the same machine. */
function environmentOf(installed: readonly Installed[]): Pick<MachineSpec, 'environment'> {
  const environment = Object.assign({}, ...installed.map(({ install }) => install.environment)) as Record<
    string,
    string
  >;
  return Object.keys(environment).length > 0 ? { environment } : {};
}

/** Everybody on the same segments, by name. Paper needs no names. */
function neighbours(
  { model, addresses, names }: Given,
  own: readonly { network: string }[],
): MachineSpec['names'] {
  const networks = new Set(own.map(({ network }) => network));
  return addresses
    .filter((row) => networks.has(row.network) && isMachine(model, row.component))
    .map((row) => ({ name: names.get(copyKey(row)) ?? '', address: row.address }))
    .filter(({ name }) => name !== '');
}

const isMachine = (model: DesignModel, component: string) =>
  model.byId.get(component)?.type.layer === 'machine';

/** Kept folders at their places; drawn storage of the same segment below /mnt, under its name. */
function mountsOf(given: Given, machine: Copy, installed: readonly Installed[]): MachineSpec['mounts'] {
  const kept = installed.flatMap((one) =>
    one.install.keeps === null
      ? []
      : [{ volume: keptKey(given, ofMachine(one, machine.idx)), path: one.install.keeps }],
  );
  const shared = given.segments
    .filter(({ members }) => members.some((member) => copyKey(member) === copyKey(machine)))
    .flatMap(({ members }) => members)
    .filter(({ component }) => given.model.byId.get(component)?.type.layer === 'storage');
  const drawn = [...new Map(shared.map((copy) => [copyKey(copy), copy])).values()].map((copy) => ({
    volume: keptKey(given, copy),
    path: `/mnt/${given.names.get(copyKey(copy)) ?? copy.component}`,
  }));
  return [...kept, ...drawn];
}

/** Addresses for whatever has none yet; the rest keeps its own for life. */
export function newAddresses(
  model: DesignModel,
  ranges: ReadonlyMap<string, number>,
  known: Addresses,
): (Copy & { network: string; address: string })[] {
  return addressPlan(segments(model), ranges, known);
}
