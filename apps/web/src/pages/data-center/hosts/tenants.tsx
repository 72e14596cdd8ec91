import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';
import type { TimelineSpan } from '../../../api/types.ts';
import { dataCenterText } from '../../../messages/data-center.ts';
import { hostPageText, hostsText } from '../../../messages/operator/hosts.ts';
import { timelineText } from '../../../messages/operator/timeline.ts';
import { slotStatus } from '../../../messages/status.ts';
import table from '../../../ui/data/table.module.css';
import { short } from '../../../ui/format/quantity.ts';
import { slotText } from '../../../ui/format/time.ts';
import { region } from '../../../ui/layout/region.ts';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import type { TimelineRange } from '../timeline/use-range.ts';
import classes from '../data-center.module.css';

type Claim = Extract<TimelineSpan, { what: 'claim' }>;

/** Whose machines are here: channels by number, with what each slot takes. */
export function Tenants({ hostId, range: { range, zone } }: { hostId: string; range: TimelineRange }) {
  const { data } = useQuery({
    ...trpc.dataCenter.timeline.queryOptions({
      scope: { hostId },
      from: new Date(range.start).toISOString(),
      to: new Date(range.end).toISOString(),
    }),
    placeholderData: keepPreviousData,
  });
  const claims = (data?.hosts[0]?.spans ?? []).filter((span): span is Claim => span.what === 'claim');
  return (
    <section {...region} className={classes.card} aria-labelledby="tenants">
      <div className={classes.cardHead}>
        <h2 id="tenants">{hostPageText.tenants}</h2>
        <span className={classes.quiet}>{hostPageText.tenantsLead}</span>
      </div>
      {data && claims.length === 0 && <p className={classes.quiet}>{hostPageText.noTenants}</p>}
      {claims.length > 0 && (
        <div className={classes.scroll} role="group" aria-label={hostPageText.tenants} {...scrollable}>
          <table className={`${table.table} ${table.dense}`}>
            <thead>
              <tr>
                <th scope="col">{timelineText.channel}</th>
                <th scope="col">{hostsText.state}</th>
                <th scope="col">{hostPageText.slot}</th>
                {[timelineText.machines, hostsText.cpu, hostsText.memory, hostsText.disk].map((head) => (
                  <th key={head} scope="col" className={table.num}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {claims.map((claim) => (
                <tr key={`${claim.slotId} ${claim.start}`}>
                  <th scope="row">{claim.channel}</th>
                  <td>
                    <StateGlyph state={slotStatus[claim.state].glyph} word={slotStatus[claim.state].word} />
                  </td>
                  <td>{slotText({ start: claim.start, end: claim.end ?? claim.start }, zone)}</td>
                  <td className={table.num}>{claim.machines}</td>
                  {amounts(claim).map((amount, index) => (
                    <td key={index} className={table.num}>
                      {amount === 0 ? dataCenterText.unknown : short(amount)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const PER_UNIT = { cpu: 1000, size: 1024 };

/** Processors, and memory and disk in GiB. */
function amounts({ vector: { cpuMilli, memoryMiB, diskMiB } }: Claim): number[] {
  return [cpuMilli / PER_UNIT.cpu, memoryMiB / PER_UNIT.size, diskMiB / PER_UNIT.size];
}
