import type { App, Drivers } from '../../context.ts';
import type { Pool } from '../../db/pool.ts';
import type { DriverName } from '../../drivers/driver.ts';
import * as dataCenter from '../data-center/inventory.ts';

/** How machines on a host are reached. A host never changes its driver, so each is looked up once. */
export function accessThrough(platform: Pool, drivers: Drivers): App['accessOf'] {
  const known = new Map<string, DriverName>();
  return async (hostId) => {
    const name = known.get(hostId) ?? (await platform.tx(null, (tx) => dataCenter.driverOfHost(tx, hostId)));
    if (name === null) return null;
    known.set(hostId, name);
    return drivers[name].access;
  };
}
