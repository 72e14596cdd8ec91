import { describe, expect, it } from 'vitest';
import type { Form } from '../../../src/drivers/driver.ts';
import { expectRefusal, soon, type World } from '../world.ts';

/** Well below what a person, or a time limit of a call, would wait. */
const QUICK_MS = 2000;

export function failureContract(world: () => World, real: boolean): void {
  lostAnswerContract(world);
  describe('failures', () => {
    it('time that is up is a timeout, before the call and during it', async () => {
      const w = world();
      const over = { signal: AbortSignal.abort() };
      const before = await expectRefusal(w.driver.list([w.bench.host], null, over), 'timeout');
      expect(before.outcome).toBe('not-done');
      await expectRefusal(w.driver.probe(w.bench.host, over), 'timeout');
      if (!real) return;
      const key = await w.runs('vm');
      const argv = ['sleep', '20'];
      await expectRefusal(
        w.driver.access?.run(w.bench.host, key, argv, soon(500)) ?? Promise.resolve(),
        'timeout',
      );
    });

    it('a host that is cut off is unreachable, and what runs on it goes on', async () => {
      const w = world();
      const key = await w.runs('vm');
      w.bench.cut();
      await expectRefusal(w.driver.list([w.bench.host], w.environmentId, soon()), 'unreachable');
      await expectRefusal(w.driver.ready([{ host: w.bench.host, key }], soon()), 'unreachable');
      w.bench.heal();
      const [vm] = await w.driver.list([w.bench.host], w.environmentId, soon());
      expect(vm).toMatchObject({ key, state: 'running' });
    });

    it('a power failure ends the events, and every call soon fails', async () => {
      const w = world();
      const key = await w.runs('vm');
      const events = (async () => {
        const all = w.driver.events(w.bench.host, soon(60_000))[Symbol.asyncIterator]();
        while (!(await all.next()).done);
      })();
      const ended = expectRefusal(events, 'unreachable').then(() => performance.now());
      await w.bench.pass(300);
      const at = performance.now();
      await w.bench.powerOff();
      expect((await ended) - at).toBeLessThan(QUICK_MS);
      const asked = performance.now();
      await expectRefusal(w.driver.list([w.bench.host], null, soon()), 'unreachable');
      await expectRefusal(w.driver.start(w.bench.host, key, soon()), 'unreachable');
      expect(performance.now() - asked).toBeLessThan(QUICK_MS);

      await w.bench.powerOn();
      const [vm] = await w.driver.list([w.bench.host], w.environmentId, soon());
      expect(vm?.key).toEqual(key);
      expect(['created', 'exited']).toContain(vm?.state);
      expect(await w.driver.remove(w.bench.host, { form: 'machine', key }, soon())).toBe('removed');
    });
  });
}

function lostAnswerContract(world: () => World): void {
  describe('lost answers', () => {
    it.each(['network', 'volume', 'machine'] as const)(
      'the answer to making a %s is lost: the same call again is fine, and there is one',
      async (form) => {
        const w = world();
        const make = makers(w)[form];
        w.bench.loseAnswerTo('create');
        const lost = await expectRefusal(make(), 'unreachable');
        expect(lost.outcome).toBe('unknown');
        await make();
        expect(await w.driver.list([w.bench.host], w.environmentId, soon())).toHaveLength(1);
      },
    );

    it('the answer to a start or a removal is lost: the same call again is fine', async () => {
      const w = world();
      const { host } = w.bench;
      const key = w.key('vm');
      await w.driver.ensureMachine(host, key, w.machine(), soon());
      w.bench.loseAnswerTo('start');
      await expectRefusal(w.driver.start(host, key, soon()), 'unreachable');
      await w.driver.start(host, key, soon());
      w.bench.loseAnswerTo('remove');
      const remove = () => w.driver.remove(host, { form: 'machine', key }, soon());
      await expectRefusal(remove(), 'unreachable');
      expect(['removed', 'absent']).toContain(await remove());
      expect(await w.driver.list([host], w.environmentId, soon())).toEqual([]);
    });
  });
}

function makers(w: World): Record<Form, () => Promise<void>> {
  const { host } = w.bench;
  return {
    network: () => w.driver.ensureNetwork(host, w.key('net'), w.network(), soon()),
    volume: () => w.driver.ensureVolume(host, w.key('disk'), { form: 'volume', capacityGiB: 1 }, soon()),
    machine: () => w.driver.ensureMachine(host, w.key('vm'), w.machine(), soon()),
  };
}
