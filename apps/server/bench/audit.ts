import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { tmpdir } from 'node:os';
import postgres from 'postgres';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { verifyLogs } from '../src/features/audit/verify.ts';

/** How long it takes to hold a million entries of a thousand logs against their hashes. */
const LOGS = 1000;
const ENTRIES = 1000;

const dataDir = await mkdtemp(path.join(tmpdir(), 'patchbay-bench-audit-'));
const database = await startEmbedded({ dataDir });
const connection = { role: 'patchbay_platform', TimeZone: 'UTC' };
const client = postgres(database.url, { max: 1, onnotice: () => {}, connection });
try {
  await migrate(database.url);
  const filled = performance.now();
  for (let log = 0; log < LOGS; log += 1)
    await client`insert into audit_entry (account_id, person_id, act, outcome, subject, facts)
      select ${`acc_${log}`}, 'somebody', 'reservations.book', 'asked', 'des_4f1c', '{"start": "2026-11-30T09:00:00.000Z", "end": "2026-11-30T11:00:00.000Z"}'
        from generate_series(1, ${ENTRIES})`;
  const began = performance.now();
  const { entries, problems } = await verifyLogs(client);
  if (problems.length > 0) throw new Error(problems[0]);
  const seconds = (ms: number) => Math.round(ms / 10) / 100;
  console.log(JSON.stringify({ what: 'entries written', entries, seconds: seconds(began - filled) }));
  console.log(
    JSON.stringify({ what: 'entries verified', entries, seconds: seconds(performance.now() - began) }),
  );
} finally {
  await client.end();
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
}
