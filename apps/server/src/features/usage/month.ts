import { capOf, forecast, type Uncharged } from '@patchbay/engine/invoicing';
import { utcMonth, type Interval } from '@patchbay/engine/time';
import type { Actor } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import { limitOf } from '../budgets/limits.ts';
import * as catalogs from '../catalog/service.ts';
import { lostHosts } from '../environments/waits.ts';
import { feeAhead } from '../invoices/open.ts';
import * as invoices from '../invoices/service.ts';
import * as slots from '../reservations/slots.ts';
import type { ForecastDto, UsageDto, UsageRowDto } from './dto.ts';
import { rowsOf, type Metered } from './rows.ts';
import { perHour, readUnderWay, soFarOf, type UnderWay } from './under-way.ts';

interface Payer {
  readonly accountId: string;
  readonly channelId: string;
}

/** One channel's month: what was charged, down to component and meter, what is under way, and what is still expected. */
export async function month({ app, member }: Actor, wanted: string | undefined): Promise<UsageDto> {
  const { accountId, channelId, channelName } = member;
  return app.db.app.look(member, async (tx) => {
    const current = utcMonth(tx.now).name;
    const period = wanted ?? current;
    const range = utcMonth(Date.parse(`${period}-01T00:00:00Z`));
    const payer = { accountId, channelId, period };
    const rows = await rowsOf(tx, accountId, await invoices.partsIn(tx, payer));
    const underWay = await openIn(tx, payer, range);
    const soFar = await rowsOf(tx, accountId, await soFarIn(tx, underWay, range));
    const running = await runningNow(tx, underWay);
    const sums = await invoices.sumsOf(tx, payer);
    const periods = await invoices.periodsOf(tx, accountId, channelId);
    const { book } = await catalogs.currentPriceBook(tx);
    const amounts = { chargedMicros: sums?.totalMicros ?? 0, soFarMicros: sumOf(soFar) };
    return {
      period,
      periods: [...new Set([current, ...periods])].sort((a, b) => (a < b ? 1 : -1)),
      channelName,
      currency: book.currency,
      spentMicros: amounts.chargedMicros,
      invoiceId: sums?.id ?? null,
      items: sums?.items ?? [],
      forecast:
        range.end <= tx.now
          ? null
          : await forecastOf(tx, payer, amounts, underWay, range, await feeAhead(tx, { channelId, period })),
      runningPerHourMicros: perHour(running, tx.now),
      runningEnvironments: running.length,
      rows,
      soFar,
      soFarMicros: amounts.soFarMicros,
      days: await invoices.daysIn(tx, payer),
      asOf: new Date(tx.now).toISOString(),
    };
  });
}

/** Slots that are open and touch a month: what runs, and what is booked ahead. */
async function openIn(tx: Tx, { accountId, channelId }: Payer, range: Interval): Promise<UnderWay[]> {
  const open = await slots.bookedAhead(tx, accountId, channelId);
  const touching = open.filter(
    ({ state, during }) => state !== 'scheduled' || (during.start < range.end && during.end > range.start),
  );
  return readUnderWay(
    tx,
    touching.map(({ slotId }) => slotId),
  );
}

async function soFarIn(tx: Tx, underWay: readonly UnderWay[], range: Interval): Promise<Metered[]> {
  const found: Metered[] = [];
  for (const one of underWay)
    if (one.booked.slot.state !== 'scheduled') found.push(...(await soFarOf(tx, one, range)));
  return found;
}

async function runningNow(tx: Tx, underWay: readonly UnderWay[]): Promise<UnderWay[]> {
  const waiting = await lostHosts(
    tx,
    underWay.map(({ booked }) => booked.slot),
  );
  return underWay.filter(({ booked: { slot } }) => slot.state === 'running' && !waiting.has(slot.id));
}

async function forecastOf(
  tx: Tx,
  { channelId }: Payer,
  amounts: { chargedMicros: number; soFarMicros: number },
  underWay: readonly UnderWay[],
  range: Interval,
  feeMicros: number,
): Promise<ForecastDto> {
  const capMicros = capOf(await limitOf(tx, channelId));
  const ahead = underWay.flatMap(({ booked: { slot }, ...terms }): Uncharged[] => {
    // Until it ran for the first time nothing of it is used, and all of it still lies ahead.
    const start = slot.readyAt === null ? slot.during.start : Math.max(slot.during.start, tx.now);
    return start < slot.during.end ? [{ ...terms, during: { start, end: slot.during.end } }] : [];
  });
  // Its first charge brings the fee of the month with it.
  const fee = ahead.length > 0 ? feeMicros : 0;
  const soFarMicros = amounts.soFarMicros + fee;
  const { totalMicros, uncappedMicros, days } = forecast(
    { ...amounts, soFarMicros, capMicros },
    ahead,
    range,
  );
  return {
    totalMicros,
    uncappedMicros,
    capMicros,
    days: days.map(({ day, micros }) => ({
      date: new Date(day).toISOString().slice(0, 10),
      amountMicros: micros,
    })),
  };
}

const sumOf = (rows: readonly UsageRowDto[]) => rows.reduce((sum, { amountMicros }) => sum + amountMicros, 0);
