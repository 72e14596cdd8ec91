import { MICROS_PER_MINOR } from '@patchbay/engine/money';
import { utcMonth, type Interval } from '@patchbay/engine/time';
import type { App } from '../../context.ts';
import { newId } from '../../db/ids.ts';
import { once } from '../../db/idempotency.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound } from '../../errors.ts';
import * as catalogs from '../catalog/service.ts';
import { namesOf } from '../environments/names.ts';
import * as members from '../members/service.ts';
import type { Booked } from '../reservations/slots.ts';
import type { ChannelDto } from './dto.ts';
import { openForCredit, settleSums } from './open.ts';
import * as repository from './repository.ts';

/** Every channel, by whose it is and by the number that the data center knows it by. */
export async function channels(app: App): Promise<ChannelDto[]> {
  const [names, labels] = await app.db.platform.tx(null, async (tx) => [
    await members.channelNames(tx),
    await members.channelLabels(tx),
  ]);
  return [...names].map(([channelId, name]) => ({
    channelId,
    name: `${name}, ${labels.get(channelId) ?? ''}`,
  }));
}

/** A credit for what a failure kept from a slot, beside that it is not billed (SLA-1). Once per downtime. */
export async function creditDowntime(
  tx: Tx,
  { slot, reservation }: Booked,
  down: Interval,
  amountMicros: number,
): Promise<{ currency: string }> {
  const { book } = await catalogs.currentPriceBook(tx);
  const { accountId, environmentId } = slot;
  const month = { accountId, channelId: reservation.channelId, period: utcMonth(tx.now).name };
  const row = await openForCredit(tx, month, book.currency);
  await repository.insertItem(tx, row, {
    cause: 'downtime',
    ref: `${slot.id}/${down.start}`,
    amountMicros: -amountMicros,
    reason: (await namesOf(tx, accountId, [environmentId])).get(environmentId) ?? null,
  });
  await settleSums(tx, row);
  return { currency: book.currency };
}

/** A credit on a channel's open invoice: a negative line with the reason that its customer is shown. Once per key. */
export async function giveCredit(
  app: App,
  input: { key: string; channelId: string; amountMinor: number; reason: string },
): Promise<{ ok: true }> {
  return app.db.platform.tx(null, async (tx) => {
    const accountId = await members.accountOfChannel(tx, input.channelId);
    if (accountId === null) throw notFound('channel');
    return once(tx, accountId, input, async (): Promise<{ ok: true }> => {
      const { book } = await catalogs.currentPriceBook(tx);
      const month = { accountId, channelId: input.channelId, period: utcMonth(tx.now).name };
      const row = await openForCredit(tx, month, book.currency);
      await repository.insertItem(tx, row, {
        cause: 'credit',
        ref: newId('ref'),
        amountMicros: -input.amountMinor * MICROS_PER_MINOR,
        reason: input.reason,
      });
      await settleSums(tx, row);
      return { ok: true };
    });
  });
}
