import {
  copyKey,
  installedOn,
  bootSeconds,
  busyMilli,
  systemOf,
  type Copy,
  type DesignModel,
  type Installed,
  type Part,
} from '@patchbay/engine/design';
import type { demandOf } from '@patchbay/engine/placement';
import type { ImageSpec, MachineSpec, ServiceSpec } from '../../../drivers/driver.ts';
import { keptKey, ofMachine, type Given } from './given.ts';

/** One machine as the data center is to make it. */
export function machineSpec(
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
