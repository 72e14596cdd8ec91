import { defineConfig } from '@playwright/test';
import { suite } from './support/suite.ts';

export default defineConfig({ ...(await suite()), testDir: 'journeys' });
