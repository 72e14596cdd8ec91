import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { quickFolder } from './quick-folder.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser's URL of the cluster of this test run. */
    clusterAdminUrl: string;
    /** The URL of the app's role on the migrated template; tests connect to copies of it. */
    templateUrl: string;
  }
}

/** Fast and forgetful: nothing in a test run has to survive a power cut. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
};

/** One cluster per run in a temporary folder, with a template database that is migrated once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(quickFolder(), 'patchbay-tests-'));
  const database = await startEmbedded({ dataDir, settings });
  const remove = async () => {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const templateUrl = await makeTemplate(database.adminUrl, database.url);
    project.provide('clusterAdminUrl', database.adminUrl);
    project.provide('templateUrl', templateUrl);
  } catch (cause) {
    await remove();
    throw cause;
  }
  return remove;
}

async function makeTemplate(adminUrl: string, appUrl: string): Promise<string> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`create database tpl owner patchbay encoding 'UTF8' template template0`;
  } finally {
    await sql.end();
  }
  const url = new URL(appUrl);
  url.pathname = '/tpl';
  await migrate(url.href);
  return url.href;
}
