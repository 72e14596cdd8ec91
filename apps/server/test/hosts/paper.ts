import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Databases } from '../../src/db/databases.ts';
import { DriverError, type Driver } from '../../src/drivers/driver.ts';
import { simulatedDriver } from '../../src/drivers/simulated/driver.ts';
import type { DataCenterDto, HostDto } from '../../src/features/data-center/dto.ts';
import type { EnvironmentDto } from '../../src/features/environments/dto.ts';
import { Refused, rows, type Browser, type TestApp } from '../app.ts';
import { until } from '../engines/lab.ts';

export const PROBE = {
  engine: 'Paper 1.0',
  apiVersion: '1.41',
  arch: 'x86-64',
  cpus: 4,
  memoryMiB: 8192,
  pingMs: 1.4,
  limits: ['paper' as const],
};

/**
 * Hosts of paper behind the driver of real ones: everything above the driver is as it is with engines. Machines answer
 * as soon as they are on.
 */
export const paper = (db: Databases): Driver => ({
  ...simulatedDriver(db.simulator),
  name: 'docker',
  real: true,
  ready: (machines) => Promise.resolve(machines.map(() => 'ready')),
  probe: (host) => {
    if (host.includes('nowhere')) throw new DriverError('unreachable', 'no such socket', 'not-done');
    return Promise.resolve(PROBE);
  },
});

const offered = { cpus: 8, memoryMiB: 4096, diskGiB: 100 };
export const newHost = (name: string, site: { id: string } | { name: string }, more = {}) => ({
  address: `unix:///run/${name}.sock`,
  name,
  site,
  rack: 'r1',
  offered: { ...offered, ...more },
});

/** The site `Lab` as its operator sees it. */
export async function labOf(operator: Browser): Promise<{ siteId: string; hosts: HostDto[] }> {
  const { sites } = await operator.query<DataCenterDto>('dataCenter.overview');
  const site = sites.find(({ name }) => name === 'Lab');
  return { siteId: site?.id ?? '', hosts: site?.racks.flatMap((rack) => rack.hosts) ?? [] };
}

export const hostNamed = async (operator: Browser, name: string) =>
  (await labOf(operator)).hosts.find((host) => host.name === name) as HostDto;

export const untilHost = (operator: Browser, name: string, status: HostDto['status']) =>
  until(
    `${name} is ${status}`,
    () => hostNamed(operator, name),
    (host) => host.status === status,
  );

/** The one host that the machines of an environment are on. */
export const hostOf = ({ parts }: EnvironmentDto) =>
  parts.find(({ component }) => component === 'c-m')?.host ?? '';

export async function refused(call: Promise<unknown>): Promise<Refused> {
  const outcome = await call.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Refused);
  return outcome as Refused;
}

/** What a host holds, whoever asks: form, component and generation. */
export async function heldBy({ app }: TestApp, hostId: string): Promise<string[]> {
  const rows = await app.db.simulator.tx(null, (tx) =>
    tx.db.execute<{ form: string; component: string; generation: number }>(
      sql`select form, component, generation from simulator.resource where host_id = ${hostId} order by 1, 2, 3`,
    ),
  );
  return rows.map(({ form, component, generation }) => `${form} ${component} ${generation}`);
}

/** A site `Lab` with hosts of these names. */
export async function addLab(operator: Browser, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { siteId } = await labOf(operator);
    const site = siteId === '' ? { name: 'Lab' } : { id: siteId };
    await operator.mutate('dataCenter.addHost', newHost(name, site));
  }
}

export const eventOf = ({ events }: EnvironmentDto, code: string) =>
  events.find((event) => event.code === code);

/** The hosts that those slots of an environment are planned on which have not begun. */
export async function plannedOn({ app }: TestApp, environmentId: string): Promise<unknown[]> {
  const found = await rows(
    app,
    sql`select distinct h.name from slot s join plan p on p.slot_id = s.id and p.state = 'current'
          join host_claim c on c.slot_id = p.slot_id and c.plan_no = p.no join host h on h.id = c.host_id
         where s.environment_id = ${environmentId} and s.state = 'scheduled'`,
  );
  return found.map(({ name }) => name);
}
