import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { quickFolder } from '../test/quick-folder.ts';
import { writeTemplate } from './database/template.ts';
import { newTemplate } from './world.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the database is that every run of a simulation begins with. */
    simulationTemplate: string;
  }
}

/** It takes longer to make than a day of a world does, so it is made once for all files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(quickFolder(), 'patchbay-simulation-'));
  await writeTemplate(await newTemplate(), folder);
  project.provide('simulationTemplate', folder);
  return () => rm(folder, { recursive: true, force: true });
}
