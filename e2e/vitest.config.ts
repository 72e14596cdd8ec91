import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Pure packages: no database, no browser; slow is a mistake. */
const pure = (name: string) => ({
  test: {
    name,
    root: `${root}packages/${name}`,
    include: ['{src,test,simulation}/**/*.test.ts'],
    environment: 'node' as const,
    testTimeout: 120_000,
  },
});

export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    projects: [
      pure('catalog'),
      pure('engine'),
      {
        test: {
          name: 'server',
          root: `${root}apps/server`,
          include: ['{src,test}/**/*.test.ts'],
          // The others there need engines and root: see the project of that name.
          exclude: ['test/engines/!(simulated).test.ts'],
          environment: 'node',
          globalSetup: [`${root}apps/server/test/global-setup.ts`],
          // Generous: tests count what happened, never how long it took.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'simulation',
          root: `${root}apps/server`,
          include: ['simulation/**/*.test.ts'],
          environment: 'node',
          globalSetup: [`${root}apps/server/simulation/global-setup.ts`],
          setupFiles: [`${root}apps/server/simulation/set-up.ts`],
          // A test is up to a month of a world.
          testTimeout: 900_000,
        },
      },
      {
        test: {
          name: 'web',
          root: `${root}apps/web`,
          include: ['{src,test}/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          testTimeout: 120_000,
        },
      },
      { test: { name: 'repo', root: `${root}e2e`, include: ['repo/**/*.test.ts'], testTimeout: 120_000 } },
      {
        test: {
          name: 'engines',
          root: `${root}apps/server`,
          include: ['test/engines/*.test.ts'],
          environment: 'node',
          globalSetup: [`${root}apps/server/test/global-setup.ts`],
          // Each file has a host of its own, and the hosts share this machine.
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'lifecycle',
          root: `${root}e2e`,
          include: ['lifecycle/**/*.test.ts'],
          // Real processes on one machine: one file at a time, and time for a first start.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
