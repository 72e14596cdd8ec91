import { quantity, type DesignModel } from '@patchbay/engine/design';
import { can } from '@patchbay/engine/reservation';
import type { Actor } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as dataCenter from '../data-center/inventory.ts';
import * as slots from '../reservations/slots.ts';
import { dataOf } from './data.ts';
import type { SpareDto } from './dto.ts';
import * as kept from './kept.ts';
import { bringTo, planning } from './moving/replan.ts';
import * as repository from './repository.ts';

/** One for each host that has any: an environment stands on one host, so what lies there counts together or not at all. */
export async function spareDtos(tx: Tx, model: DesignModel, environmentId: string): Promise<SpareDto[]> {
  const found = await kept.sparesOf(tx, environmentId);
  const hosts = [...new Set(found.map(({ host }) => host))];
  const answering = new Set(await dataCenter.answering(tx, hosts));
  const names = await dataCenter.hostNames(tx);
  return hosts.map((hostId) => {
    const here = found.filter(({ host }) => host === hostId);
    return {
      hostId,
      host: names.get(hostId) ?? '',
      answers: answering.has(hostId),
      data: dataOf(model, here),
      capacityGiB: here.reduce((sum, { component }) => sum + sizeOf(model, component), 0),
      since: iso(Math.max(...here.map(({ since }) => since))),
      until: iso(Math.min(...here.map(({ until }) => until))),
    };
  });
}

function sizeOf(model: DesignModel, component: string): number {
  const part = model.byId.get(component);
  return part?.type.layer === 'storage' ? quantity(part, 'capacityGiB') : 0;
}

const iso = (at: number) => new Date(at).toISOString();

interface Spare {
  readonly id: string;
  readonly hostId: string;
}

/**
 * The spare copy on a host counts from the next start on, and the one that counted stays where it is, as a spare. A slot
 * follows its data: every slot that is booked already goes to that host, or nothing is changed.
 */
export async function chooseData({ app, member }: Actor, { id, hostId }: Spare): Promise<{ ok: true }> {
  await planning(() =>
    app.db.platform.tx(member, async (tx) => {
      const { row, volumes } = await owned(tx, member.accountId, { id, hostId });
      const open = await slots.lockOpen(tx, id);
      if (!open.every(({ state }) => can.chooseData(state)))
        throw refusal('under-way', 'Data is chosen between slots or at attention. Nothing was changed.');
      if ((await dataCenter.answering(tx, [hostId])).length === 0)
        throw refusal(
          'silent',
          'This host does not answer now. Nothing was changed; choose its data once it is back.',
        );
      for (const slot of open) await follow(tx, row, slot.id, hostId);
      await kept.layOn(tx, id, hostId);
      const on = (await dataCenter.hostNames(tx)).get(hostId) ?? '';
      await repository.addEvent(tx, row, 'chosen', { on, volumes });
      await repository.notify(tx, id);
    }),
  );
  app.wake();
  return { ok: true };
}

/** Deletes the spare copy on a host now rather than when its time is over. The sweep of the host takes it away. */
export async function deleteSpare({ app, member }: Actor, { id, hostId }: Spare): Promise<{ ok: true }> {
  await app.db.platform.tx(member, async (tx) => {
    const { row, volumes } = await owned(tx, member.accountId, { id, hostId });
    await kept.forgetSpares(tx, id, hostId);
    const on = (await dataCenter.hostNames(tx)).get(hostId) ?? '';
    await repository.addEvent(tx, row, 'spare-deleted', { on, volumes });
    await repository.notify(tx, id);
  });
  return { ok: true };
}

async function owned(tx: Tx, accountId: string, { id, hostId }: Spare) {
  // To choose a copy and to delete it is one after the other.
  const row = await repository.lockEnvironment(tx, accountId, id);
  const here = row ? (await kept.sparesOf(tx, id)).filter(({ host }) => host === hostId) : [];
  if (!row || here.length === 0) throw notFound('spare copy');
  return { row, volumes: here.length };
}

/** Brings a slot that does not run to a host. What was made elsewhere of an earlier try is of an older generation then. */
async function follow(tx: Tx, row: repository.EnvironmentRow, slotId: string, hostId: string): Promise<void> {
  const booked = await slots.bySlot(tx, slotId);
  if (!booked) return;
  if (!(await bringTo(tx, booked, row.siteId, hostId)))
    throw refusal('no-room', 'The host has no room for a slot that is booked already. Nothing was changed.');
  if (booked.slot.state === 'attention') {
    const raised = await repository.nextGeneration(tx, row);
    if (raised) await repository.beginStage(tx, raised, 'bind', null);
    return;
  }
  const owner = { accountId: row.accountId, environmentId: row.id, slotId };
  await repository.putJob(tx, owner, 'prepare', tx.now);
}

const refusal = (issue: 'under-way' | 'silent' | 'no-room', sentence: string) =>
  new PatchbayError('CONFLICT', sentence, { issues: [issue] });
