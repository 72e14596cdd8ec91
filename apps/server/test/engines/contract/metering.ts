import { describe, expect, it } from 'vitest';
import type { Key, Reading } from '../../../src/drivers/driver.ts';
import { soon, type World } from '../world.ts';

async function sample(w: World, key: Key): Promise<Reading> {
  const readings = await w.driver.sample([w.bench.host], w.environmentId, soon());
  const found = readings.find((reading) => reading.key.component === key.component);
  if (!found) throw new Error(`no reading of ${key.component}`);
  return found;
}

const BUSY = 'while :; do :; done';

export function meteringContract(world: () => World, real: boolean): void {
  describe('metering', () => {
    it('counts up within an incarnation; a restart begins another one from zero', async () => {
      const w = world();
      const key = await w.runs('vm', { services: [w.service(BUSY)], busyMilli: 400 });
      await w.bench.pass(1500);
      const first = await sample(w, key);
      await w.bench.pass(500);
      const second = await sample(w, key);
      const last = await w.driver.stop(w.bench.host, key, soon());
      expect(last).toMatchObject({ key, incarnation: first.incarnation });
      const counted = [first, second, last].map((reading) => reading?.cpuMs ?? -1);
      expect(counted).toEqual(counted.toSorted((a, b) => a - b));
      expect(first.cpuMs).toBeGreaterThan(0);
      expect(first.startedAt).toBeLessThanOrEqual(first.at);

      await w.driver.start(w.bench.host, key, soon());
      const again = await sample(w, key);
      expect(again.incarnation).not.toBe(first.incarnation);
      expect(again.startedAt).toBeGreaterThan(second.at);
      expect(again.cpuMs).toBeLessThan(counted[2] ?? 0);
    });

    it('what does not run has no reading', async () => {
      const w = world();
      await w.driver.ensureMachine(w.bench.host, w.key('vm'), w.machine(), soon());
      expect(await w.driver.sample([w.bench.host], w.environmentId, soon())).toEqual([]);
    });
  });
  if (real) realMeteringContract(world);
}

function realMeteringContract(world: () => World): void {
  describe('metering of what really runs', () => {
    it("counts the CPU time that the kernel counts, and never more than the machine's share", async () => {
      const w = world();
      const key = await w.runs('vm', { cpuMilli: 250, services: [w.service(BUSY)] });
      const [before, at] = [await kernelCpuMs(w, key), performance.now()];
      await w.bench.pass(2000);
      const mine = await sample(w, key);
      const [after, spent] = [await kernelCpuMs(w, key), performance.now() - at];
      expect(mine.cpuMs).toBeGreaterThanOrEqual(Math.floor(before));
      expect(mine.cpuMs).toBeLessThanOrEqual(Math.ceil(after));
      // A quarter of a core, and one period of the scheduler either way.
      expect(after - before).toBeLessThan(0.25 * spent + 200);
    });

    it('counts traffic in both directions', async () => {
      const w = world();
      const megabyte = 1024 * 1024;
      await w.runs('a', { ...w.onNet(10), services: [w.service('nc -ll -p 7 -e cat', 7)] });
      const b = await w.runs('b', w.onNet(11));
      const before = await sample(w, b);
      const send = `head -c ${megabyte} /dev/zero | nc -w 3 ${w.address(10)} 7 | head -c ${megabyte} | wc -c`;
      expect((await w.says(b, 'sh', '-c', send)).trim()).toBe(String(megabyte));
      const moved = (await sample(w, b)).trafficBytes - before.trafficBytes;
      expect(moved).toBeGreaterThan(2 * megabyte);
      expect(moved).toBeLessThan(2.5 * megabyte);
    });

    it('knows the memory in use, and enforces its limit', async () => {
      const w = world();
      const hog = 'tail -c 40000000 /dev/zero; sleep 1000';
      const key = await w.runs('vm', { memoryMiB: 32, services: [w.service(hog)] });
      const outcome = await w.driver.access?.run(
        w.bench.host,
        key,
        ['sh', '-c', 'exec tail -c 100000000 /dev/zero'],
        soon(),
      );
      expect(outcome?.code).toBe(137);
      const { memory } = await sample(w, key);
      expect('MiB' in memory ? memory.MiB : 0).toBeGreaterThan(0);
      expect('MiB' in memory ? memory.MiB : 64).toBeLessThanOrEqual(32);
    });
  });
}

/** From inside, where the machine's own cgroup is what it sees. */
async function kernelCpuMs(w: World, key: Key): Promise<number> {
  const file = '/sys/fs/cgroup/cpuacct/cpuacct.usage';
  return Number(await w.says(key, 'cat', file)) / 1_000_000;
}
