import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../../..');

/** The hosts of a run, by their control groups; a run is known by its folder. */
const hostsOf = (run: string | undefined) =>
  readdirSync('/sys/fs/cgroup/freezer').filter((name) => run !== undefined && name.includes(run));

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let look = 0; look < 1200 && !holds(); look += 1) await new Promise((done) => setTimeout(done, 50));
  if (!holds()) throw new Error(`never: ${what}`);
}

describe('a run of these tests that is ended early', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s takes its hosts with it', async (signal) => {
    // Sockets have short paths.
    const folder = mkdtempSync('/tmp/e-');
    const run = spawn(process.execPath, ['e2e/engines.mjs', 'podman'], {
      cwd: root,
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    run.stdout.on('data', (text) => (said += text));
    const ended = new Promise<number | null>((resolve) => run.once('close', resolve));
    await until('it has a host', () => hostsOf(readdirSync(folder)[0]).length > 0);
    const [name] = readdirSync(folder);
    run.kill(signal);
    expect(await ended).toBe(1);
    expect(said).toContain('ended early');
    expect([hostsOf(name), readdirSync(folder)]).toEqual([[], []]);
    rmSync(folder, { recursive: true });
  });
});
