import { DAY, type Interval } from '@patchbay/engine/time';
import type { App } from '../../../context.ts';
import type { Tx } from '../../../db/pool.ts';
import { notFound, PatchbayError } from '../../../errors.ts';
import * as failures from '../../failures/service.ts';
import * as members from '../../members/service.ts';
import { groupBy } from '../group-by.ts';
import { closures } from '../maintenance/repository.ts';
import type { SpanDto, TimelineDto } from './dto.ts';
import * as repository from './repository.ts';

/** A month on the screen, and what is left of the weeks at its ends. */
const MAX_PERIOD = 62 * DAY;
/** So many claims are drawn at once; the page says when there are more. */
const MAX_CLAIMS = 2000;

export interface Asked {
  readonly scope: repository.Scope;
  readonly from: string;
  readonly to: string;
}

/** What hosts hold, held and will hold, and what happened to them, on one axis of the world's time. */
export async function timeline(app: App, { scope, from, to }: Asked): Promise<TimelineDto> {
  const period = { start: Date.parse(from), end: Date.parse(to) };
  if (period.end <= period.start || period.end - period.start > MAX_PERIOD)
    throw new PatchbayError('BAD_INPUT', 'A timeline begins before it ends, and is at most 62 days long.', {
      issues: ['to'],
    });
  return app.db.platform.tx(null, async (tx) => {
    const hosts = await repository.hostIds(tx, scope);
    if (hosts.length === 0 && 'hostId' in scope) throw notFound('host');
    const { spans, cut } = hosts.length === 0 ? { spans: [], cut: false } : await spansOf(tx, hosts, period);
    const byHost = groupBy(spans, ({ hostId }) => hostId);
    return {
      now: iso(tx.now),
      hosts: hosts.flatMap((id) => {
        const own = byHost.get(id);
        return own ? [{ id, spans: own.map(({ span }) => span) }] : [];
      }),
      cut,
    };
  });
}

interface Found {
  readonly hostId: string;
  readonly span: SpanDto;
}

async function spansOf(
  tx: Tx,
  hosts: readonly string[],
  period: Interval,
): Promise<{ spans: Found[]; cut: boolean }> {
  const labels = await members.channelLabels(tx);
  const claims = await repository.claims(tx, hosts, period, MAX_CLAIMS + 1);
  const claimed = claims.slice(0, MAX_CLAIMS).map(({ hostId, during, channelId, ...rest }): Found => {
    const channel = labels.get(channelId) ?? '';
    return {
      hostId,
      span: { what: 'claim', start: iso(during.start), end: iso(during.end), channel, ...rest },
    };
  });
  const drained = (await repository.drains(tx, hosts, period)).map(
    ({ hostId, since, until }): Found => ({
      hostId,
      span: { what: 'drain', start: iso(since), end: until === null ? null : iso(until) },
    }),
  );
  const failed = (await failures.onHosts(tx, hosts, period)).map(
    ({ hostId, failureId, since, returnedAt }): Found => ({
      hostId,
      span: {
        what: 'failure',
        start: iso(since),
        end: returnedAt === null ? null : iso(returnedAt),
        failureId,
      },
    }),
  );
  const on = new Set(hosts);
  const closed = (await closures(tx, period.start, period.end))
    .filter(({ hostId }) => on.has(hostId))
    .map(({ hostId, during, ...rest }): Found => {
      const times = { start: iso(during.start), end: iso(during.end) };
      return { hostId, span: { what: 'maintenance', ...times, ...rest } };
    });
  return { spans: [...closed, ...failed, ...drained, ...claimed], cut: claims.length > MAX_CLAIMS };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
