import { describe, expect, it } from 'vitest';
import type { Key } from '../../../src/drivers/driver.ts';
import { accessOf, soon, type World } from '../world.ts';

/** Whether one machine gets an echo of another address. */
async function reaches(w: World, from: Key, address: string): Promise<boolean> {
  const argv = ['ping', '-c', '1', '-W', '1', address];
  return (await accessOf(w.driver).run(w.bench.host, from, argv, soon())).code === 0;
}

/** Who reaches whom. Only machines that run can tell. */
export function isolationContract(world: () => World): void {
  describe('isolation', () => {
    it('machines of one network reach each other by name and address, each at the address it was given', async () => {
      const w = world();
      await w.runs('a', { ...w.onNet(1), hostname: 'alpha' });
      const names = [{ name: 'alpha', address: w.address(1) }];
      const b = await w.runs('b', { ...w.onNet(11), names });
      expect(await reaches(w, b, 'alpha')).toBe(true);
      expect(await w.says(b, 'ip', '-4', '-o', 'addr')).toContain(`${w.address(11)}/24`);
      expect((await w.says(w.key('a'), 'hostname')).trim()).toBe('alpha');
    });

    it('two environments, and two networks of one, do not', async () => {
      const [one, two] = [world(), world()];
      const a = await one.runs('a', one.onNet(10));
      await two.runs('b', two.onNet(10));
      expect(await reaches(one, a, two.address(10))).toBe(false);
      expect(await reaches(one, a, one.address(10))).toBe(true);
    });

    it('a network has no way out, unless a gateway is drawn', async () => {
      const w = world();
      const a = await w.runs('a', w.onNet(10));
      const out = world();
      const gateway = out.address(1);
      await out.driver.ensureNetwork(w.bench.host, out.key('net'), out.network({ gateway }), soon());
      await out.driver.ensureMachine(w.bench.host, out.key('b'), out.machine(out.onNet(10)), soon());
      await out.driver.start(w.bench.host, out.key('b'), soon());
      expect(await out.says(out.key('b'), 'ip', 'route')).toContain(`default via ${gateway}`);
      expect(await reaches(out, out.key('b'), w.address(10))).toBe(false);
      expect(await reaches(w, a, out.address(10))).toBe(false);
      expect(await reaches(w, a, gateway)).toBe(false);
    });

    it('a machine is on all its networks, or on none', async () => {
      const w = world();
      const second = world();
      await w.driver.ensureNetwork(
        w.bench.host,
        w.key('net', { idx: 1 }),
        w.network({ subnet: second.subnet }),
        soon(),
      );
      const interfaces = [
        ...w.onNet(10).interfaces,
        { network: { component: 'net', idx: 1 }, address: second.address(10) },
      ];
      const both = await w.runs('both', { interfaces });
      const addresses = (await w.says(both, 'ip', '-4', '-o', 'addr')).match(/10\.\d+\.\d+\.\d+(?=\/24)/g);
      // Docker orders the cards by the names of its networks.
      expect(addresses?.toSorted()).toEqual([w.address(10), second.address(10)].toSorted());
      const none = await w.runs('none');
      expect(await w.says(none, 'ip', '-4', '-o', 'addr')).not.toContain('eth');
    });
  });
  volumeContract(world);
}

function volumeContract(world: () => World): void {
  describe('volumes', () => {
    it('what is in a volume outlives the machine and a change of its size, and a new generation finds it', async () => {
      const w = world();
      const { host } = w.bench;
      const volume = w.key('disk', { generation: 0 });
      const mounts = [{ volume, path: '/data' }];
      await w.driver.ensureVolume(host, volume, { form: 'volume', capacityGiB: 1 }, soon());
      const old = await w.runs('vm', { mounts });
      await w.says(old, 'sh', '-c', 'echo kept >/data/file');
      await w.driver.remove(host, { form: 'machine', key: old }, soon());
      const next = w.key('vm', { generation: 2 });
      await w.driver.ensureVolume(host, volume, { form: 'volume', capacityGiB: 2 }, soon());
      await w.driver.ensureMachine(host, next, w.machine({ mounts }), soon());
      await w.driver.start(host, next, soon());
      expect(await w.says(next, 'cat', '/data/file')).toBe('kept\n');
    });
  });
}
