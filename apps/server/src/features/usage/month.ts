import { utcMonth } from '@patchbay/engine/time';
import type { Actor } from '../../context.ts';
import * as catalogs from '../catalog/service.ts';
import * as invoices from '../invoices/service.ts';
import { lostHosts } from '../environments/waits.ts';
import * as slots from '../reservations/slots.ts';
import type { UsageDto, UsageRowDto } from './dto.ts';
import * as repository from './repository.ts';
import { rowsOf } from './rows.ts';
import { readUnderWay, perHour, soFarOf } from './under-way.ts';

const FREE = { amountMicros: 0, perUnitMicros: 0 };

/** One channel's month: what was used and charged, down to component and meter, and what slots under way add to it. */
export async function month({ app, member }: Actor, wanted: string | undefined): Promise<UsageDto> {
  const { accountId, channelId, channelName } = member;
  return app.db.app.look(member, async (tx) => {
    const period = wanted ?? utcMonth(tx.now).name;
    const range = utcMonth(Date.parse(`${period}-01T00:00:00Z`));
    const quantities = await repository.monthOf(tx, accountId, channelId, range);
    const amounts = await invoices.amountsOf(tx, accountId, channelId, period);
    const charged = quantities.map((one) => ({
      ...one,
      ...(amounts.get(`${one.slotId} ${one.component} ${one.meter}`) ?? FREE),
    }));
    const rows = await rowsOf(tx, accountId, charged);
    const ahead = await slots.bookedAhead(tx, accountId, channelId);
    const begun = ahead.filter(({ state }) => state !== 'scheduled');
    const underWay = await readUnderWay(
      tx,
      begun.map(({ slotId }) => slotId),
    );
    const open = [];
    for (const one of underWay) open.push(...(await soFarOf(tx, one, range)));
    const waiting = await lostHosts(
      tx,
      underWay.map(({ booked }) => booked.slot),
    );
    const running = underWay.filter(
      ({ booked: { slot } }) => slot.state === 'running' && !waiting.has(slot.id),
    );
    // Until it ran for the first time nothing of it is used, and all of it still lies ahead.
    const begins = new Set(
      underWay.filter(({ booked }) => booked.slot.readyAt === null).map(({ booked }) => booked.slot.id),
    );
    const soFar = await rowsOf(tx, accountId, open);
    const periods = await invoices.periodsOf(tx, accountId, channelId);
    const { book } = await catalogs.currentPriceBook(tx);
    return {
      period,
      periods: [...new Set([utcMonth(tx.now).name, ...periods])].sort((a, b) => (a < b ? 1 : -1)),
      channelName,
      currency: book.currency,
      spentMicros: sumOf(rows),
      runningPerHourMicros: perHour(running, tx.now),
      runningEnvironments: running.length,
      bookedAheadMicros: ahead
        .filter(({ slotId, state }) => state === 'scheduled' || begins.has(slotId))
        .reduce((sum, { totalMicros }) => sum + totalMicros, 0),
      rows,
      soFar,
      soFarMicros: sumOf(soFar),
      days: await invoices.daysOf(tx, accountId, channelId, period),
      asOf: new Date(tx.now).toISOString(),
    };
  });
}

const sumOf = (rows: readonly UsageRowDto[]) => rows.reduce((sum, { amountMicros }) => sum + amountMicros, 0);
