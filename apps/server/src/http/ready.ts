import { sql } from 'drizzle-orm';
import type { Pool } from '../db/pool.ts';
import { isUnderstood } from '../db/migrate.ts';

/** What a server needs to be of use. */
type Part = 'database' | 'schema' | 'workers' | 'leaving';

export interface Readiness {
  readonly ready: boolean;
  /** What is not as it has to be. */
  readonly missing: readonly Part[];
}

/** Real time that the database may take to answer, and for which workers may be quiet: they look once a second. */
const ANSWER_MS = 2000;
const QUIET_MS = 30_000;
/** One look serves everybody who asks within this time, so that asking often costs nothing. */
const FRESH_MS = 500;

interface Tools {
  readonly platform: Pool;
  /** Real time since the workers last looked for due work. */
  readonly quietMs: () => number;
  readonly isLeaving: () => boolean;
}

export function readiness({ platform, quietMs, isLeaving }: Tools): () => Promise<Readiness> {
  let look: { readonly at: number; readonly found: Promise<Part[]> } | null = null;
  const database = () => {
    if (!look || performance.now() - look.at > FRESH_MS)
      look = { at: performance.now(), found: inTime(lookAt(platform)) };
    return look.found;
  };
  return async () => {
    const missing = [...(await database())];
    if (quietMs() > QUIET_MS) missing.push('workers');
    if (isLeaving()) missing.push('leaving');
    return { ready: missing.length === 0, missing };
  };
}

async function lookAt(platform: Pool): Promise<Part[]> {
  try {
    await platform.db.execute(sql`select 1`);
  } catch {
    return ['database'];
  }
  const understood = await platform.tx(null, isUnderstood).catch(() => false);
  return understood ? [] : ['schema'];
}

/** A database that does not answer is not there, whatever it may say later. */
function inTime(found: Promise<Part[]>): Promise<Part[]> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(['database']), ANSWER_MS);
    void found.then((parts) => {
      clearTimeout(timer);
      resolve(parts);
    });
  });
}
