import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { accessContract } from './contract/access.ts';
import { failureContract } from './contract/failures.ts';
import { isolationContract } from './contract/isolation.ts';
import { lifeContract } from './contract/life.ts';
import { meteringContract } from './contract/metering.ts';
import { imageContract, resourceContract } from './contract/resources.ts';
import { newWorld, soon, type World } from './world.ts';

/** What holds for every driver. Asked through the interface alone; a difference is a bug of the driver. */
export function driverContract(name: string, real: boolean, makeBench: () => Promise<Bench>): void {
  describe(`the driver contract on ${name}`, () => {
    let bench: Bench;
    beforeAll(async () => {
      bench = await makeBench();
      await bench.driver('patchbay-test').ensureImage(bench.host, bench.image, soon(120_000));
    });
    afterAll(async () => {
      // Nothing of the host is left: no cgroup, no process, no mount, no network link, no file.
      expect(await bench.close()).toBe('');
    });
    const world = (owner?: string): World => newWorld(bench, owner);

    it('probes: what it is, what it has', async () => {
      const found = await world().driver.probe(bench.host, soon());
      expect(found.engine).toMatch(/\d/);
      expect(found.cpus).toBeGreaterThan(0);
      expect(found.memoryMiB).toBeGreaterThan(0);
      expect(found.pingMs).toBeGreaterThanOrEqual(0);
      expect(found.arch).toBe(world().machine().arch);
      expect(found.limits).toContain(real ? 'disk-unbounded' : 'paper');
      expect(found.limits).not.toContain('memory-unbounded');
    });

    resourceContract(world);
    if (real) imageContract(world);
    lifeContract(world);
    meteringContract(world, real);
    if (real) isolationContract(world);
    if (real) accessContract(world);
    // Last, since it ends with the power.
    failureContract(world, real);
  });
}
