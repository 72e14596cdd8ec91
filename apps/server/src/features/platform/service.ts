import type { App } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import { env } from '../../env.ts';
import { measured } from '../../metrics.ts';
import * as dataCenter from '../data-center/inventory.ts';
import * as outbox from '../environments/outbox.ts';
import type { FactDto, FactName, TierDto, TiersDto, TierState } from './dto.ts';
import { countOf, isFailure, meanMs, withinMs } from './figures.ts';
import * as repository from './repository.ts';

/** Of all calls, the share that may fail before somebody should look. */
const FAILING_SHARE = 0.01;
const SHARE = 0.95;

const fact = (name: FactName, value: number | null, of: number | null = null): FactDto => ({
  fact: name,
  value,
  of,
});

type Figures = Awaited<ReturnType<typeof measured>>;

/** How the tiers of the platform itself fare, by what this server measures anyway; nothing is guessed. */
export async function tiers(app: App): Promise<TiersDto> {
  const figures = await measured();
  return app.db.platform.tx(null, async (tx) => ({
    now: new Date(tx.now).toISOString(),
    sinceSeconds: Math.round(env.elapsedMs() / 1000),
    tiers: [
      await switchTier(tx),
      webTier(figures),
      usabilityTier(figures),
      await middlewareTier(tx, figures),
      await applicationTier(tx, figures),
      await dataCenterTier(tx),
    ],
  }));
}

async function switchTier(tx: Tx): Promise<TierDto> {
  const [ports, networks] = [
    await dataCenter.countedNow(tx, 'switch-port'),
    await dataCenter.countedNow(tx, 'vlan'),
  ];
  const { suspect, ...hosts } = await dataCenter.hostCounts(tx);
  return {
    tier: 'switch',
    state: stateOf({ degraded: suspect > 0 || ports.taken >= ports.capacity }),
    facts: [
      fact('ports', ports.taken, ports.capacity),
      fact('networks', networks.taken, networks.capacity),
      fact('silent', suspect, hosts.up + suspect + hosts.lost),
    ],
  };
}

function webTier({ calls, openStreams }: Figures): TierDto {
  const [all, failed] = [countOf(calls), countOf(calls, isFailure)];
  return {
    tier: 'web',
    state: stateOf({ degraded: failed > all * FAILING_SHARE }),
    facts: [
      fact('streams', openStreams),
      fact('calls', all),
      fact('calls-failed', failed, all),
      fact('mean-ms', meanMs(calls)),
      fact('p95-ms', withinMs(calls, SHARE)),
    ],
  };
}

/** What people were answered: what they asked for, or why not. */
function usabilityTier({ calls }: Figures): TierDto {
  const all = countOf(calls);
  const tooMany = countOf(calls, (outcome) => outcome === 'TOO_MANY');
  const refused = countOf(
    calls,
    (outcome) => outcome !== 'ok' && outcome !== 'TOO_MANY' && !isFailure(outcome),
  );
  return {
    tier: 'usability',
    state: stateOf({ degraded: tooMany > all * FAILING_SHARE }),
    facts: [
      fact(
        'answered',
        countOf(calls, (outcome) => outcome === 'ok'),
        all,
      ),
      fact('refused', refused, all),
      fact('too-many', tooMany, all),
    ],
  };
}

async function middlewareTier(tx: Tx, { poolWaits, claims }: Figures): Promise<TierDto> {
  const asked = env.elapsedMs();
  await repository.answer(tx);
  const answered = Math.round((env.elapsedMs() - asked) * 10) / 10;
  const all = Object.values(claims).reduce((sum, count) => sum + count, 0);
  const confirmed = claims['confirmed'] ?? 0;
  const wait = meanMs(poolWaits);
  return {
    tier: 'middleware',
    state: stateOf({ degraded: wait !== null && wait > SLOW_WAIT_MS }),
    facts: [
      fact('database-ms', answered),
      fact('connection-mean-ms', wait),
      fact('claims-confirmed', confirmed, all),
      fact('claims-refused', all - confirmed, all),
    ],
  };
}

/** A transaction that waits longer than this for a connection, on average, finds too few of them. */
const SLOW_WAIT_MS = 100;

async function applicationTier(tx: Tx, { steps }: Figures): Promise<TierDto> {
  const { due, overdue, retried } = await outbox.counts(tx);
  const next = await outbox.nextDue(tx);
  const count = (outcome: string) => countOf(steps, (one) => one === outcome);
  return {
    tier: 'application',
    state: stateOf({ degraded: overdue > 0 || retried > 0 }),
    facts: [
      fact('jobs-due', due),
      fact('jobs-overdue', overdue),
      fact('jobs-retried', retried),
      fact('oldest-due-s', next === null ? null : Math.max(0, Math.round((tx.now - next) / 1000))),
      fact('steps-done', count('done')),
      fact('steps-failed', count('failed')),
      fact('steps-lost', count('lost')),
    ],
  };
}

async function dataCenterTier(tx: Tx): Promise<TierDto> {
  const { up, suspect, lost } = await dataCenter.hostCounts(tx);
  const { draining, closed } = await dataCenter.outOfUse(tx);
  const all = up + suspect + lost;
  return {
    tier: 'data-center',
    state: stateOf({ degraded: lost > 0, failed: all > 0 && lost === all }),
    facts: [
      fact('hosts-up', up, all),
      fact('hosts-lost', lost, all),
      fact('hosts-drained', draining, all),
      fact('hosts-closed', closed, all),
    ],
  };
}

function stateOf({ degraded, failed = false }: { degraded: boolean; failed?: boolean }): TierState {
  if (failed) return 'failed';
  return degraded ? 'degraded' : 'ok';
}
