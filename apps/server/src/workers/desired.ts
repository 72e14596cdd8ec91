import {
  bootSeconds,
  busyMilli,
  allHosted,
  copies,
  links,
  quantity,
  readDesign,
  type DesignModel,
  type Part,
} from '@patchbay/engine/design';
import { demandOf } from '@patchbay/engine/placement';
import type { Tx } from '../db/pool.ts';
import type { Key, MachineSpec, NetworkSpec, VolumeSpec } from '../drivers/driver.ts';
import * as catalogs from '../features/catalog/service.ts';
import * as designs from '../features/designs/service.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';

export type Booked = NonNullable<Awaited<ReturnType<typeof slots.bySlot>>>;

/** One thing that the data center has to hold, and where. */
export interface Wanted {
  readonly host: string;
  readonly key: Key;
  readonly spec: NetworkSpec | VolumeSpec | MachineSpec;
}

export async function modelOf(tx: Tx, { reservation, slot }: Booked): Promise<DesignModel> {
  const design = await designs.read(tx, slot.accountId, reservation.designId, reservation.revision);
  const { catalog } = await catalogs.catalogVersion(tx, design.catalogVersionId);
  return readDesign(design.document, catalog);
}

/** Everything an environment consists of in its present generation: networks and volumes first, then machines. */
export async function wantedOf(
  tx: Tx,
  booked: Booked,
  environment: environments.EnvironmentRow,
): Promise<Wanted[]> {
  const model = await modelOf(tx, booked);
  const units = await slots.boundUnits(tx, booked.slot.id);
  const addresses = await environments.addressesOf(tx, environment.id);
  const claims = await slots.hostClaimsOf(tx, booked.slot.id);
  const hostOf = new Map(claims.map((claim) => [`${claim.component} ${claim.idx}`, claim.hostId]));
  const key = (component: string, idx: number): Key => ({
    environmentId: environment.id,
    generation: environment.generation,
    component,
    idx,
  });
  const identity = (component: string, idx: number, resourceClass: string) =>
    units.find(
      (unit) => unit.component === component && unit.idx === idx && unit.resourceClass === resourceClass,
    )?.identity ?? null;

  const each = (part: Part, make: (idx: number) => Wanted) =>
    Array.from({ length: copies(model, part) }, (_, idx) => make(idx));
  const fabric = environment.siteId;
  const networks = model.parts
    .filter((part) => part.type.layer === 'network')
    .flatMap((part) =>
      each(part, (idx) => ({
        host: fabric,
        key: key(part.component.id, idx),
        spec: networkSpec(model, part, idx, identity),
      })),
    );
  const volumes = model.parts
    .filter((part) => part.type.layer === 'storage')
    .flatMap((part) =>
      each(part, (idx) => ({
        host: fabric,
        key: key(part.component.id, idx),
        spec: { form: 'volume', capacityGiB: quantity(part, 'capacityGiB') },
      })),
    );
  const machines = demandOf(model).machines.map(({ component, idx, arch, vector }): Wanted => {
    const part = model.byId.get(component) as Part;
    const own = addresses
      .filter((row) => row.component === component && row.idx === idx)
      .map((row) => row.address);
    const host = hostOf.get(`${component} ${idx}`);
    if (!host) throw new Error(`no host was claimed for ${component} ${idx}`);
    return { host, key: key(component, idx), spec: machineSpec(model, part, { arch, ...vector }, own) };
  });
  return [...networks, ...volumes, ...machines];
}

type Identity = (component: string, idx: number, resourceClass: string) => string | null;

function networkSpec(model: DesignModel, part: Part, idx: number, identity: Identity): NetworkSpec {
  const { id } = part.component;
  return {
    form: 'network',
    subnet: subnets(model).get(`${id} ${idx}`) ?? '',
    vlan: identity(id, idx, 'vlan'),
    publicAddress: identity(id, idx, 'public-address'),
  };
}

function machineSpec(
  model: DesignModel,
  part: Part,
  size: Pick<MachineSpec, 'arch' | 'cpuMilli' | 'memoryMiB' | 'diskMiB'>,
  addresses: string[],
): MachineSpec {
  return {
    form: 'machine',
    arch: size.arch,
    cpuMilli: size.cpuMilli,
    memoryMiB: size.memoryMiB,
    diskMiB: size.diskMiB,
    software: allHosted(model, part).map((hosted) => hosted.type.id),
    addresses,
    bootSeconds: bootSeconds(model, part),
    busyMilli: busyMilli(model, part),
  };
}

const FIRST_SUBNET = 20;

/** One /24 of the environment's own range for each copy of a switch, in the order of component id and index. */
function subnets(model: DesignModel): Map<string, string> {
  const copiesOf = model.parts
    .filter((part) => part.type.layer === 'network' && part.type.ports.some((port) => port.capacity > 1))
    .flatMap((part) =>
      Array.from({ length: copies(model, part) }, (_, idx) => `${part.component.id} ${idx}`),
    );
  return new Map(
    copiesOf.map((name, n) => [name, `10.${FIRST_SUBNET + Math.floor(n / 250)}.${(n % 250) + 1}.0/24`]),
  );
}

const FIRST_ADDRESS = 10;

/** A private address for each copy of a machine or volume on each network it is joined to. */
export function privateAddresses(
  model: DesignModel,
): { component: string; idx: number; network: string; address: string }[] {
  const ranges = subnets(model);
  const used = new Map<string, number>();
  const seen = new Set<string>();
  return links(model).flatMap((link) =>
    [
      { own: `${link.a} ${link.aIdx}`, component: link.a, idx: link.aIdx, network: `${link.b} ${link.bIdx}` },
      { own: `${link.b} ${link.bIdx}`, component: link.b, idx: link.bIdx, network: `${link.a} ${link.aIdx}` },
    ].flatMap(({ own, component, idx, network }) => {
      const range = ranges.get(network);
      const layer = model.byId.get(component)?.type.layer;
      if (!range || layer === 'network' || seen.has(`${own} ${network}`)) return [];
      seen.add(`${own} ${network}`);
      const n = used.get(network) ?? FIRST_ADDRESS;
      used.set(network, n + 1);
      return [{ component, idx, network, address: range.replace(/\.0\/24$/, `.${n}`) }];
    }),
  );
}
