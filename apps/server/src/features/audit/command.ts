import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import { startEmbedded } from '../../db/embedded.ts';
import { withoutValues } from '../../log/error-facts.ts';
import { readSettings } from '../../settings.ts';
import { verifyLogs, type Head } from './verify.ts';

/** `npm run audit [-- server.log]`: whether every log of acts is whole, and what the server's own log says of it. */
async function main([file]: readonly string[]): Promise<void> {
  const { dataDir, databaseUrl } = readSettings();
  const database = databaseUrl ? null : await startEmbedded({ dataDir });
  const connection = { role: 'patchbay_platform', TimeZone: 'UTC' };
  const client = postgres(databaseUrl ?? database?.url ?? '', { max: 1, onnotice: () => {}, connection });
  try {
    const heads = file === undefined ? [] : await headsIn(file);
    const { entries, logs, problems } = await verifyLogs(client, heads);
    for (const problem of problems) console.error(problem);
    const held = file === undefined ? '' : ` ${heads.length} heads of ${file} were held against them.`;
    const found = problems.length === 0 ? 'Nothing was changed' : `${problems.length} logs are not whole`;
    console.log(`${entries} entries of ${logs} logs. ${found}.${held}`);
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    await client.end();
    await database?.stop();
  }
}

/** What `audit head` lines of a server's log say. */
async function headsIn(file: string): Promise<Head[]> {
  const heads: Head[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (!line.includes('"audit head"')) continue;
    const { accountId, no, hash } = JSON.parse(line) as Head;
    heads.push({ accountId, no, hash });
  }
  return heads;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? withoutValues(error.message) : 'It failed.');
  process.exitCode = 1;
});
