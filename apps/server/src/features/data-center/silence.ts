import type { Drivers } from '../../context.ts';
import type { Pool, Tx } from '../../db/pool.ts';
import { env } from '../../env.ts';
import * as slots from '../reservations/slots.ts';
import type { HostStatus } from './dto.ts';
import * as dataCenter from './inventory.ts';
import { closedNow, nextOpening } from './maintenance/repository.ts';

/** What is known of simulated hosts beside what is so, and what is due because of that. */

/** World time of silence after which a simulated host is lost. */
const PATIENCE_MS = 3000;
const ANSWER_MS = 5000;

export interface Watched {
  readonly id: string;
  readonly status: HostStatus;
  /** World time since which it has this status. */
  readonly statusSince: number;
}

interface Tools {
  readonly platform: Pool;
  readonly drivers: Drivers;
}

interface Sight {
  /** They do not answer. */
  readonly dark: readonly Watched[];
  /** They do, and nobody noticed yet. */
  readonly back: readonly Watched[];
  /** They have not answered for too long. */
  readonly late: readonly Watched[];
}

export async function sightOf({ platform, drivers }: Tools): Promise<Sight> {
  const { hosts, now } = await platform.tx(null, async (tx) => ({
    hosts: await expected(tx),
    now: tx.now,
  }));
  const silent = new Set(
    await drivers.simulated.silent(
      hosts.map(({ id }) => id),
      { signal: env.limit(ANSWER_MS) },
    ),
  );
  const dark = hosts.filter(({ id }) => silent.has(id));
  return {
    dark,
    back: hosts.filter(({ id, status }) => !silent.has(id) && status !== 'up'),
    late: dark.filter(({ status, statusSince }) => status === 'suspect' && statusSince + PATIENCE_MS <= now),
  };
}

/** Hosts that are to answer: what is under maintenance may be off. */
async function expected(tx: Tx): Promise<Watched[]> {
  const closed = await closedNow(tx);
  return (await dataCenter.simulatedHosts(tx)).filter(({ id }) => !closed.has(id));
}

/** Whether a look would find something to do at this instant. */
export async function isLookDue(tools: Tools): Promise<boolean> {
  const { dark, back, late } = await sightOf(tools);
  if (back.length > 0 || late.length > 0 || dark.some(({ status }) => status === 'up')) return true;
  const lost = dark.filter(({ status }) => status === 'lost').map(({ id }) => id);
  if (lost.length === 0) return false;
  return (await tools.platform.tx(null, (tx) => slots.concernedOn(tx, lost, null))).length > 0;
}

/**
 * When the next simulated host that does not answer is lost, or the next one is to answer again after a maintenance; null
 * while neither is known.
 */
export async function nextVerdict(tx: Tx): Promise<number | null> {
  const waiting = (await expected(tx)).filter(({ status }) => status === 'suspect');
  const verdicts = waiting.map(({ statusSince }) => statusSince + PATIENCE_MS);
  const opening = await nextOpening(tx);
  const all = opening === null ? verdicts : [...verdicts, opening];
  return all.length === 0 ? null : Math.min(...all);
}
