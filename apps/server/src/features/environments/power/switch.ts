import { copies, copyKey, type Copy, type DesignModel } from '@patchbay/engine/design';
import { can, stateAt } from '@patchbay/engine/reservation';
import type { Actor } from '../../../context.ts';
import { notFound, PatchbayError } from '../../../errors.ts';
import { bookedModel } from '../../reservations/booked-design.ts';
import * as slots from '../../reservations/slots.ts';
import * as repository from '../repository.ts';
import { ask, askOn } from './asked.ts';
import { namesOf } from './names.ts';

export type Switch = 'off' | 'on' | 'restart';

/**
 * Stops, starts or restarts single machines of a slot that runs. They keep their place, their data and their addresses, and
 * stay reserved. It is done by whoever watches the slot, at once and again until it is so (ENV-1).
 */
export async function switchMachines(
  { app, person, member }: Actor,
  input: { id: string; machines: readonly Copy[]; to: Switch },
): Promise<{ ok: true }> {
  const machines = [...new Map(input.machines.map((machine) => [copyKey(machine), machine])).values()];
  await app.db.platform.tx(member, async (tx) => {
    const booked = await slots.byEnvironment(tx, member.accountId, input.id);
    if (!booked) throw notFound('environment');
    const { slot } = booked;
    if (!can.switchMachines(stateAt(slot.state, slot.during.end, tx.now)))
      throw new PatchbayError(
        'CONFLICT',
        'Single machines are stopped and started while their slot is running. Nothing was changed.',
      );
    const model = await bookedModel(tx, booked);
    if (!machines.every((machine) => isMachine(model, machine))) throw notFound('machine');
    if (input.to === 'on') await askOn(tx, slot, machines);
    else await ask(tx, slot, machines, input.to);
    const values = { ...namesOf(model, machines), by: person.name };
    const row = { id: input.id, accountId: member.accountId };
    await repository.addEvent(tx, row, `asked-${input.to}`, values);
    await repository.moveJob(tx, slot.id, 'watch', tx.now);
    await repository.notify(tx, input.id);
  });
  app.wake();
  return { ok: true };
}

function isMachine(model: DesignModel, { component, idx }: Copy): boolean {
  const part = model.byId.get(component);
  return part?.type.layer === 'machine' && idx < copies(model, part);
}
