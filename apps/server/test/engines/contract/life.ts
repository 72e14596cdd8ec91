import { describe, expect, it } from 'vitest';
import type { Key } from '../../../src/drivers/driver.ts';
import { expectRefusal, soon, type World } from '../world.ts';

async function stateOf(w: World, key: Key) {
  const listed = await w.driver.list([w.bench.host], w.environmentId, soon());
  return listed.find((row) => row.form === 'machine' && row.key.component === key.component)?.state;
}

/** From creation to the end, as the reconciler sees it. */
export function lifeContract(world: () => World): void {
  describe('the life of a machine', () => {
    it('goes from created to running to exited to gone, and each step may be asked for again', async () => {
      const w = world();
      const { host } = w.bench;
      const key = w.key('vm');
      await w.driver.ensureMachine(host, key, w.machine(), soon());
      await w.until('created', async () => (await stateOf(w, key)) === 'created');
      expect(await w.driver.ready([{ host, key }], soon())).toEqual(['silent']);
      await w.driver.start(host, key, soon());
      await w.driver.start(host, key, soon());
      await w.until('running', async () => (await stateOf(w, key)) === 'running');
      await w.driver.ensureMachine(host, key, w.machine(), soon());
      expect(await stateOf(w, key)).toBe('running');
      await w.driver.stop(host, key, soon());
      expect(await stateOf(w, key)).toBe('exited');
      expect(await w.driver.stop(host, key, soon())).toBeNull();
      expect(await w.driver.remove(host, { form: 'machine', key }, soon())).toBe('removed');
      expect(await stateOf(w, key)).toBeUndefined();
      expect(await w.driver.stop(host, key, soon())).toBeNull();
    });

    it('what is absent cannot be started and is not ready', async () => {
      const w = world();
      const at = { host: w.bench.host, key: w.key('vm') };
      await expectRefusal(w.driver.start(at.host, at.key, soon()), 'not-found');
      expect(await w.driver.ready([at], soon())).toEqual(['silent']);
    });

    it('what runs is ended and removed in one call', async () => {
      const w = world();
      const key = await w.runs('vm');
      expect(await w.driver.remove(w.bench.host, { form: 'machine', key }, soon())).toBe('removed');
      expect(await w.driver.list([w.bench.host], w.environmentId, soon())).toEqual([]);
    });

    it('readiness is answered for each, in the order asked', async () => {
      const w = world();
      const on = await w.runs('on');
      const off = w.key('off');
      await w.driver.ensureMachine(w.bench.host, off, w.machine(), soon());
      const at = [off, on, off].map((key) => ({ host: w.bench.host, key }));
      expect(await w.driver.ready(at, soon())).toEqual(['silent', 'ready', 'silent']);
    });

    it('events tell of start, end and removal', async () => {
      const w = world();
      const end = new AbortController();
      const seen: string[] = [];
      const reading = (async () => {
        for await (const { what, key } of w.driver.events(w.bench.host, { signal: end.signal }))
          if (key.environmentId === w.environmentId) seen.push(`${key.component} ${what}`);
      })();
      // The subscription has no answer of its own to wait for.
      await w.bench.pass(300);
      const key = await w.runs('vm');
      await w.driver.stop(w.bench.host, key, soon());
      await w.driver.remove(w.bench.host, { form: 'machine', key }, soon());
      await w.until('all events are in', async () => seen.includes('vm removed'));
      end.abort();
      await reading;
      expect([...new Set(seen)]).toEqual(['vm started', 'vm exited', 'vm removed']);
    });
  });
}
