import postgres from 'postgres';

/** Any number will do, as long as every Patchbay server takes the same one. */
const LOCK = 7_261_431;

/**
 * Runs work that only one server process may do at a time on a database; the others wait for their turn. The lock is the
 * session's, so it goes with a process that dies.
 */
export async function alone<T>(url: string, work: (client: postgres.Sql) => Promise<T>): Promise<T> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${LOCK})`;
    return await work(client);
  } finally {
    await client.end();
  }
}
