import { defineConfig } from '@playwright/test';
import { hostOfThisRun } from '../support/engine-host.ts';
import { suite } from '../support/suite.ts';

const { socket } = hostOfThisRun();

const common = await suite({ ENGINE: `unix://${socket}` });

export default defineConfig({
  ...common,
  testDir: '.',
  // The first one waits for images that are made of packages from the network.
  timeout: 1_500_000,
  // What turns on a page is painted again and again, which takes a processor from the machines.
  use: { ...common.use, actionTimeout: 60_000, contextOptions: { reducedMotion: 'reduce' } },
});
