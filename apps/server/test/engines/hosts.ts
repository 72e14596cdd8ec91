import type { Databases } from '../../src/db/databases.ts';
import { dockerDriver } from '../../src/drivers/docker/driver.ts';
import { imageName } from '../../src/drivers/docker/images/image.ts';
import type { Driver } from '../../src/drivers/driver.ts';
import * as engines from '../../src/features/data-center/engines.ts';
import type { Browser } from '../app.ts';
import { cutBefore, type Cut } from './cut.ts';
import { fakeHost, type FakeHost } from './fake-host.ts';
import { testImage } from './image.ts';

/** A host of the product's own data center: an engine on a machine of its own, over a way that can be cut. */
export interface LabHost extends FakeHost, Pick<Cut, 'cut' | 'heal'> {
  readonly name: string;
  readonly address: string;
}

export async function labHost(name: string, engine: 'podman' | 'docker' = 'podman'): Promise<LabHost> {
  const host = await fakeHost(engine);
  const way = await cutBefore(host.socket);
  const remove = async () => {
    await way.close();
    return host.remove();
  };
  return { ...host, remove, cut: way.cut, heal: way.heal, name, address: way.address };
}

/** The product's driver; whatever image is asked for is the small one that the suite makes itself. */
export function labDriver(db: Databases, folder: string): Driver {
  const made = new Map<string, Promise<string>>();
  return dockerDriver({
    owner: 'world_lab',
    ownPorts: [],
    addressOf: (id) => db.platform.tx(null, (tx) => engines.addressOf(tx, id)),
    worldTime: () => db.platform.tx(null, (tx) => Promise.resolve(tx.now)),
    archiveOf: (image) => {
      const known = made.get(imageName(image)) ?? testImage(folder, image);
      made.set(imageName(image), known);
      return known;
    },
  });
}

/** Puts hosts into the inventory, all at one new site, as an operator would. Answers their ids. */
export async function addHosts(
  operator: Browser,
  hosts: readonly LabHost[],
  offered = { cpus: 8, memoryMiB: 6144, diskGiB: 100 },
): Promise<Map<LabHost, string>> {
  const ids = new Map<LabHost, string>();
  for (const host of hosts) {
    const overview = await operator.query<{ sites: { id: string; name: string }[] }>('dataCenter.overview');
    const lab = overview.sites.find(({ name }) => name === 'Lab');
    const { id } = await operator.mutate<{ id: string }>('dataCenter.addHost', {
      address: host.address,
      name: host.name,
      site: lab ? { id: lab.id } : { name: 'Lab' },
      rack: 'r1',
      offered,
    });
    ids.set(host, id);
  }
  return ids;
}
