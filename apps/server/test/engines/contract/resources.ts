import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../src/db/ids.ts';
import type { Form, Key, MachineSpec, NetworkSpec, VolumeSpec } from '../../../src/drivers/driver.ts';
import { expectRefusal, soon, type World } from '../world.ts';

type Spec = NetworkSpec | VolumeSpec | MachineSpec;

const KEYS = { network: 'net', volume: 'disk', machine: 'vm' };

function ensure({ driver, bench }: World, key: Key, spec: Spec): Promise<void> {
  switch (spec.form) {
    case 'network':
      return driver.ensureNetwork(bench.host, key, spec, soon());
    case 'volume':
      return driver.ensureVolume(bench.host, key, spec, soon());
    case 'machine':
      return driver.ensureMachine(bench.host, key, spec, soon());
  }
}

/** A spec of each form, and another one for the same key; `same`: whether that is the same thing. */
function specsOf(w: World): Record<Form, { one: Spec; other: Spec; same?: true }> {
  const volume = { form: 'volume' as const, capacityGiB: 1 };
  return {
    network: { one: w.network(), other: w.network({ vlan: '7' }) },
    volume: { one: volume, other: { ...volume, capacityGiB: 2 }, same: true },
    machine: { one: w.machine(), other: w.machine({ memoryMiB: 128 }) },
  };
}

export function resourceContract(world: (owner?: string) => World): void {
  describe.each(['network', 'volume', 'machine'] as const)('a %s', (form) => {
    it('is made once, however often it is asked for, and is listed with the hash of its spec', async () => {
      const w = world();
      const { one } = specsOf(w)[form];
      const key = w.key(KEYS[form]);
      for (let time = 0; time < 3; time += 1) await ensure(w, key, one);
      await Promise.all([ensure(w, key, one), ensure(w, key, one)]);
      const listed = await w.driver.list([w.bench.host], w.environmentId, soon());
      expect(listed.map(({ form, key, specHash, host }) => ({ form, key, specHash, host }))).toEqual([
        { form, key, specHash: hashOf(one), host: w.bench.host },
      ]);
    });

    it('is not made over another spec of the same key; a volume is the same one in any size', async () => {
      const w = world();
      const { one, other, same } = specsOf(w)[form];
      const key = w.key(KEYS[form]);
      await ensure(w, key, one);
      if (same) await ensure(w, key, other);
      else await expectRefusal(ensure(w, key, other), 'conflict');
      const [listed] = await w.driver.list([w.bench.host], w.environmentId, soon());
      expect(listed?.specHash).toBe(hashOf(one));
    });

    it('is made by one of two that ask at the same moment', async () => {
      const w = world();
      const { one } = specsOf(w)[form];
      await Promise.all(Array.from({ length: 3 }, () => ensure(w, w.key(KEYS[form]), one)));
      expect(await w.driver.list([w.bench.host], w.environmentId, soon())).toHaveLength(1);
    });

    it('of another owner is neither seen nor touched', async () => {
      const w = world();
      const { one } = specsOf(w)[form];
      const key = w.key(KEYS[form]);
      await ensure(w, key, one);
      const stranger = { ...w, driver: world('somebody-else').driver };
      await expectRefusal(ensure(stranger, key, one), 'conflict');
      await expectRefusal(stranger.driver.remove(w.bench.host, { form, key }, soon()), 'conflict');
      expect(await stranger.driver.list([w.bench.host], null, soon())).toEqual([]);
      expect(await w.driver.list([w.bench.host], w.environmentId, soon())).toHaveLength(1);
    });

    it('is removed once; what is absent is as good as removed', async () => {
      const w = world();
      const named = { form, key: w.key(KEYS[form]) };
      const remove = () => w.driver.remove(w.bench.host, named, soon());
      expect(await remove()).toBe('absent');
      await ensure(w, named.key, specsOf(w)[form].one);
      expect(await remove()).toBe('removed');
      expect(await remove()).toBe('absent');
      expect(await w.driver.list([w.bench.host], w.environmentId, soon())).toEqual([]);
    });
  });

  orderContract(world);
}

function orderContract(world: (owner?: string) => World): void {
  describe('order', () => {
    it('a machine waits for its network and its volume', async () => {
      const w = world();
      const volume = w.key('disk', { generation: 0 });
      const spec = w.machine({ ...w.onNet(10), mounts: [{ volume, path: '/data' }] });
      await expectRefusal(ensure(w, w.key('vm'), spec), 'not-found');
      await ensure(w, w.key('net'), w.network());
      await expectRefusal(ensure(w, w.key('vm'), spec), 'not-found');
      await ensure(w, volume, { form: 'volume', capacityGiB: 1 });
      await ensure(w, w.key('vm'), spec);
    });

    it('subnets of others on the host are told, own ones are not', async () => {
      const w = world();
      const other = world('somebody-else');
      await ensure(w, w.key('net'), w.network());
      await ensure(other, other.key('net'), other.network());
      const taken = await w.driver.takenSubnets(w.bench.host, soon());
      expect(taken).toContain(other.subnet);
      expect(taken).not.toContain(w.subnet);
    });

    it('a network with machines on it, or a volume in use, is not removed from under them', async () => {
      const w = world();
      const volume = w.key('disk', { generation: 0 });
      const named = (form: Form, key: Key) => w.driver.remove(w.bench.host, { form, key }, soon());
      await ensure(w, volume, { form: 'volume', capacityGiB: 1 });
      const vm = await w.runs('vm', { ...w.onNet(10), mounts: [{ volume, path: '/data' }] });
      await expectRefusal(named('network', w.key('net')), 'conflict');
      await expectRefusal(named('volume', volume), 'conflict');
      expect(await named('machine', vm)).toBe('removed');
      expect(await named('network', w.key('net'))).toBe('removed');
      expect(await named('volume', volume)).toBe('removed');
      expect(await w.driver.list([w.bench.host], w.environmentId, soon())).toEqual([]);
    });

    it('overlapping subnets do not live on one host', async () => {
      const w = world();
      await ensure(w, w.key('net'), w.network());
      const overlapping = w.network({ subnet: w.subnet.replace('.0/24', '.128/25') });
      await expectRefusal(ensure(w, w.key('net-2'), overlapping), 'conflict');
    });

    it('generations are beside each other, whichever came first: to remove the old one is not up to the host', async () => {
      const w = world();
      const [old, young] = [w.key('vm'), w.key('vm', { generation: 2 })];
      for (const key of [young, old]) await ensure(w, key, w.machine());
      const remove = () => w.driver.remove(w.bench.host, { form: 'machine', key: old }, soon());
      expect(await remove()).toBe('removed');
      const listed = await w.driver.list([w.bench.host], w.environmentId, soon());
      expect(listed.map(({ key }) => key)).toEqual([young]);
    });

    it('all of one owner is listed, over all its environments', async () => {
      const [one, two] = [world(), world()];
      await ensure(one, one.key('net'), one.network());
      await ensure(two, two.key('net'), two.network());
      const listed = await one.driver.list([one.bench.host], null, soon());
      const environments = listed.map(({ key }) => key.environmentId);
      expect(environments).toContain(one.environmentId);
      expect(environments).toContain(two.environmentId);
    });
  });
}

/** Paper holds a machine on which nothing is drawn yet, and has every image. */
export function imageContract(world: () => World): void {
  describe('images', () => {
    it('a machine without an operating system, or with an image that is not there, is refused', async () => {
      const w = world();
      await expectRefusal(ensure(w, w.key('vm'), w.machine({ image: null })), 'invalid');
      const image = { os: 'nothing', packages: [] };
      await expectRefusal(ensure(w, w.key('vm'), w.machine({ image })), 'image-missing');
    });
  });
}
