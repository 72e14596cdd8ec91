import { describe, expect, it } from 'vitest';
import { accessOf, soon, type World } from '../world.ts';

const LOG = { lines: 100, bytes: 100_000 };

/** What runs on a machine, and what it says. */
export function servicesContract(world: () => World): void {
  describe('services and their logs', () => {
    it('a service finds its files, writes to the log, and is started again when it ends', async () => {
      const w = world();
      const files = [{ path: '/srv/deep/words.txt', content: `it's "quoted" $HOME \\n\nä\n` }];
      const service = { ...w.service('cat /srv/deep/words.txt; echo told >&2; exit 3'), files };
      const key = await w.runs('vm', { services: [service] });
      const logs = () => accessOf(w.driver).logs(w.bench.host, key, LOG, soon());
      await w.until('it was started again', async () => (await logs()).split('told').length > 2);
      const lines = (await logs()).split('\n');
      // In no order: output and errors come on streams of their own.
      const said = [`it's "quoted" $HOME \\n`, 'ä', 'service ended with 3; started again in 1 s'];
      expect(lines).toEqual(expect.arrayContaining(said));
      const last = await accessOf(w.driver).logs(w.bench.host, key, { ...LOG, lines: 2 }, soon());
      expect(last.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    });

    it('services, commands and terminals find the variables of their machine', async () => {
      const w = world();
      const environment = { NODE_ENV: 'production', WORDS: `two "words" & $HOME` };
      const service = w.service('printf "service says %s\\n" "$NODE_ENV $WORDS"; exec sleep 9999');
      const key = await w.runs('vm', { services: [service], environment });
      const said = `production ${environment.WORDS}`;
      const logs = () => accessOf(w.driver).logs(w.bench.host, key, LOG, soon());
      await w.until('the service has said it', async () => (await logs()).includes(`service says ${said}`));
      const print = 'printf "%s\\n" "$NODE_ENV $WORDS"';
      expect(await w.says(key, 'sh', '-c', print)).toBe(`${said}\n`);
      const size = { cols: 80, rows: 24 };
      const terminal = await accessOf(w.driver).openTerminal(w.bench.host, key, size, soon());
      let shown = '';
      terminal.io.on('data', (chunk: Buffer) => (shown += chunk.toString()));
      terminal.io.write(`${print}; exit\n`);
      await terminal.exit;
      expect(shown).toContain(`\n${said}\r\n`);
    });

    it('of 100 MB of log, all in one line, the end is there at once', async () => {
      const w = world();
      const much = 'head -c 100000000 /dev/zero | tr "\\0" x; echo; echo the end; exec sleep 9999';
      const key = await w.runs('vm', { cpuMilli: 2000, services: [w.service(much)] });
      const most = { lines: 1_000_000, bytes: 100_000 };
      // As long as people wait for a log.
      const logs = () => accessOf(w.driver).logs(w.bench.host, key, most, soon(10_000));
      await w.until('it has said all', async () => (await logs()).endsWith('the end\n'));
      expect((await logs()).length).toBeLessThanOrEqual(most.bytes);
    });

    it('a machine leaves no dead processes behind, and ends in order when it is stopped', async () => {
      const w = world();
      const volume = w.key('disk', { generation: 0 });
      await w.driver.ensureVolume(w.bench.host, volume, { form: 'volume', capacityGiB: 1 }, soon());
      const orderly = `trap 'echo bye >/data/bye; exit' TERM; while :; do sleep 0.1; done`;
      const mounts = [{ volume, path: '/data' }];
      const key = await w.runs('vm', { services: [w.service(orderly)], mounts });
      await w.says(key, 'sh', '-c', '(sleep 0.1 & ) ; (sleep 0.1 & )');
      // The service's own shell may be about to reap its last sleep; what nobody reaps stays for ever.
      // One of them may end while they are listed.
      const processes = () => w.says(key, 'sh', '-c', 'cat /proc/[0-9]*/stat 2>/dev/null; true');
      await w.until('nothing dead is left', async () => !(await processes()).includes(') Z '));
      await w.driver.stop(w.bench.host, key, soon());
      const reader = await w.runs('reader', { mounts });
      expect(await w.says(reader, 'cat', '/data/bye')).toBe('bye\n');
    });
  });
}
