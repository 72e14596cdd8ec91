import {
  addressPlan,
  byInterface,
  copies,
  copyKey,
  hostNames,
  installedOn,
  quantity,
  rangeOf,
  segments,
  startOrder,
  type Copy,
  type DesignModel,
  type Part,
} from '@patchbay/engine/design';
import { demandOf } from '@patchbay/engine/placement';
import type { Tx } from '../../../db/pool.ts';
import { together } from '../../../db/together.ts';
import type { Key, MachineSpec, NetworkSpec, VolumeSpec } from '../../../drivers/driver.ts';
import * as kept from '../kept.ts';
import { askedOf } from '../power/asked.ts';
import * as environments from '../repository.ts';
import { bookedModel } from '../../reservations/booked-design.ts';
import * as slots from '../../reservations/slots.ts';
import type { Booked } from '../../reservations/slots.ts';
import type { Power } from '../tables.ts';
import { keptKey, ofMachine, type Addresses, type Given } from './given.ts';
import { machineSpec } from './machine-spec.ts';

/** One thing that the data center has to hold, and where. */
export interface Wanted {
  readonly host: string;
  readonly key: Key;
  readonly spec: NetworkSpec | VolumeSpec | MachineSpec;
  /** Parts of the drawing that are there when this is. */
  readonly parts: readonly Copy[];
  /** Those with a lower number answer before those with a higher one start. */
  readonly order: number;
  /** What its owner asked of a machine. */
  readonly power: Power;
}

/** What the database knows of it. */
export interface Records
  extends Pick<Given, 'environment' | 'model' | 'ranges' | 'addresses' | 'units' | 'asked'> {
  readonly claims: readonly (Copy & { readonly hostId: string })[];
}

export async function wantedOf(
  tx: Tx,
  booked: Booked,
  environment: environments.EnvironmentRow,
  real: boolean,
): Promise<Wanted[]> {
  const [model, claims, ranges, addresses, units, asked] = await together(
    bookedModel(tx, booked),
    slots.hostClaimsOf(tx, booked.slot.id),
    kept.rangesOf(tx, environment.id),
    environments.addressesOf(tx, environment.id),
    slots.boundUnits(tx, booked.slot.id),
    askedOf(tx, booked.slot.id),
  );
  return describe({ environment, model, claims, ranges, addresses, units, asked }, real);
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
    power: 'on',
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
    power: 'on',
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
      power: given.asked.get(copyKey(machine))?.asked ?? 'on',
    };
  });
}

/** Addresses for whatever has none yet; the rest keeps its own for life. */
export function newAddresses(
  model: DesignModel,
  ranges: ReadonlyMap<string, number>,
  known: Addresses,
): (Copy & { network: string; address: string })[] {
  return addressPlan(segments(model), ranges, known);
}
