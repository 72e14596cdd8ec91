import path from 'node:path';
import { withoutValues } from '../../log/error-facts.ts';
import { running } from '../../life.ts';
import { readSettings } from '../../settings.ts';
import { startEmbedded } from '../embedded.ts';
import { dump } from './dump.ts';
import { restore } from './restore.ts';

/** `npm run backup -- <file>` and `npm run restore -- <file>`: what start.mjs runs once the packages are there. */
async function main([what, file]: readonly string[]): Promise<void> {
  if (!file || (what !== 'backup' && what !== 'restore'))
    throw new Error(`Usage: npm run ${what === 'restore' ? 'restore' : 'backup'} -- <file>`);
  const { dataDir, databaseUrl } = readSettings();
  const there = what === 'restore' && !databaseUrl ? await running(dataDir) : null;
  if (there) throw new Error(`Patchbay is running at ${there.url}: stop it first. Nothing was restored.`);
  const database = databaseUrl ? null : await startEmbedded({ dataDir });
  const url = databaseUrl ?? database?.url ?? '';
  try {
    const place = path.resolve(file);
    const { tables, rows } = await (what === 'backup' ? dump : restore)(url, place);
    console.log(
      what === 'backup'
        ? `Wrote ${rows} rows of ${tables} tables to ${place}. Whoever can read it can read everything.`
        : `Restored ${rows} rows of ${tables} tables. The world is paused: start Patchbay and resume it under Data center, once the one that it was taken from runs no more.`,
    );
  } finally {
    await database?.stop();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? withoutValues(error.message) : 'It failed.');
  process.exitCode = 1;
});
