import { defineConfig } from '@playwright/test';
import { hostOfThisRun } from '../support/engine-host.ts';
import { suite } from '../support/suite.ts';

const { socket } = hostOfThisRun();

export default defineConfig({
  ...(await suite({ ENGINE: `unix://${socket}` })),
  testDir: '.',
  // One host for all of them.
  workers: 1,
  // The first one waits for images that are made of packages from the network.
  timeout: 900_000,
});
