import postgres from 'postgres';
import { expect, it } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { olderDatabase } from './older-database.ts';

/** A slot of the same environment that ended when the one that runs began. */
const BEFORE = `insert into slot (id, account_id, reservation_id, environment_id, no, during, state, state_since, ready_at)
  select 'slot_before', account_id, reservation_id, environment_id, 0, tstzrange(lower(during) - interval '1 hour', lower(during), '[)'), 'ended', lower(during), lower(during) - interval '1 hour' from slot`;

it.each([
  // How an applied revision went on: it ran from its first instant.
  ['went on with another revision', `${BEFORE}; update slot set ready_at = lower(during)`, ['slot_before']],
  ['was booked to follow, and took its time to start', BEFORE, [null]],
])('a slot of an older build that %s', async (_, more, expected) => {
  const database = await olderDatabase(more);
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    await migrate(database.url);
    await sql.unsafe('set role patchbay_platform');
    const found = await sql`select went_on_from as before from slot where state = 'running'`;
    expect(found.map(({ before }) => before as unknown)).toEqual(expected);
  } finally {
    await sql.end();
    await database.drop();
  }
});
