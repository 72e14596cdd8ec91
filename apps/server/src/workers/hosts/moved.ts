import { next, START_DEADLINE_MS } from '@patchbay/engine/reservation';
import type { Tx } from '../../db/pool.ts';
import * as dataCenter from '../../features/data-center/inventory.ts';
import * as environments from '../../features/environments/repository.ts';
import * as failures from '../../features/failures/hits.ts';
import * as slots from '../../features/reservations/slots.ts';
import { hostsOf, type Found } from './hit.ts';

/** A slot of which the next plan is written, and where what was on lost hosts is by it. */
export interface Moved {
  readonly found: Found;
  readonly to: readonly string[];
}

/**
 * What follows from next plans, for many slots at once: of what is under way, only what was on lost hosts is made anew, and the
 * rest runs on in its generation; what waited for a host starts again; what has not begun begins elsewhere. Each owner is told
 * (CAP-3).
 */
export async function followUp(tx: Tx, moves: readonly Moved[]): Promise<void> {
  const of = (state: 'starting' | 'running' | 'attention') =>
    moves.map(({ found }) => found.booked.slot).filter((slot) => slot.state === state);
  for (const [state, event] of [
    ['starting', 'move'],
    ['attention', 'retry'],
  ] as const) {
    const ids = of(state).map(({ id }) => id);
    const again = next(state, event);
    const restarted = again ? await slots.moveSlots(tx, ids, event, again, tx.now + START_DEADLINE_MS) : 0;
    if (restarted < ids.length) throw new Error('a slot is ending; its plan stays');
  }
  const jobs = [
    ...[...of('starting'), ...of('attention')].map((slot) => ({ ...ownerOf(slot), job: 'start' as const })),
    ...of('running').map((slot) => ({ ...ownerOf(slot), job: 'mend' as const })),
  ];
  await environments.putJobs(tx, jobs, tx.now);
  await failures.put(tx, moves.map(asHit));
  const concerned = moves.flatMap(({ found, to }) => [...hostsOf(found.gone), ...to]);
  const names = await dataCenter.hostNames(tx, [...new Set(concerned)]);
  await environments.addEvents(
    tx,
    moves.flatMap(({ found: { booked, gone }, to }) => {
      const from = nameAll(names, hostsOf(gone));
      const on = nameAll(names, to);
      const { environmentId, accountId } = booked.slot;
      const event = (code: string, values: Record<string, string | number>) => ({
        environmentId,
        accountId,
        code,
        values,
      });
      if (booked.slot.state === 'scheduled') return [event('planned-elsewhere', { from, to: on })];
      const moved = event('moved', { from, to: on, machines: gone.length });
      return booked.slot.state === 'attention' ? [moved, event('starts-again', { on })] : [moved];
    }),
  );
  await environments.notify(tx, ...moves.map(({ found }) => found.environment.id));
}

const ownerOf = ({ id, accountId, environmentId }: Found['booked']['slot']) => ({
  accountId,
  environmentId,
  slotId: id,
});

const asHit = ({ found: { booked, gone }, to }: Moved): failures.Hit => ({
  booked,
  lostHosts: gone.map(({ hostId }) => hostId),
  outcome: booked.slot.state === 'scheduled' ? 'planned' : 'moved',
  toHosts: to,
});

export const nameAll = (names: ReadonlyMap<string, string>, hostIds: readonly string[]) =>
  hostIds.map((id) => names.get(id) ?? '').join(', ');
