import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { trpc } from '../../../api/client.ts';
import type { Host, HostSpans } from '../../../api/types.ts';
import { timelineText } from '../../../messages/operator/timeline.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { slotText } from '../../../ui/format/time.ts';
import { region } from '../../../ui/layout/region.ts';
import { Axis } from './axis.tsx';
import { ZOOMS } from './range.ts';
import { SpanTable } from './span-table.tsx';
import type { TimelineRange } from './use-range.ts';
import classes from './timeline.module.css';

const REFRESH_MS = 5_000;
/** As many claims as the server tells at once. */
const MOST = 2000;

export type Scope = { siteId: string } | { rackId: string } | { hostId: string };

interface HostTimelineProps {
  readonly scope: Scope;
  readonly hosts: readonly Host[];
  readonly now: number;
  readonly range: TimelineRange;
}

/** What hosts hold and what happened to them on one axis of time, or as a table. */
export function HostTimeline({ scope, hosts, now, range }: HostTimelineProps) {
  const { start, end } = range.range;
  const { data, error } = useQuery({
    ...trpc.dataCenter.timeline.queryOptions({ scope, from: iso(start), to: iso(end) }),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
  const rows = hosts.flatMap((host) => {
    const found = data?.hosts.find(({ id }) => id === host.id);
    const spans = found?.spans.filter((span) => touches(span, start, end)) ?? [];
    return spans.length === 0 ? [] : [{ host, spans }];
  });
  return (
    <section {...region} className={classes.card} aria-labelledby="timeline">
      <div className={classes.head}>
        <h2 id="timeline">{timelineText.title}</h2>
        <span>{data && timelineText.lead(rows.length, hosts.length)}</span>
        <Controls range={range} />
      </div>
      {error && <ErrorNotice error={error} />}
      {!data && !error && <LateSkeleton shape="table" />}
      {data?.cut && <p className={classes.none}>{timelineText.cut(MOST)}</p>}
      {data && rows.length === 0 && <p className={classes.none}>{timelineText.none}</p>}
      {rows.length > 0 &&
        (range.asTable ? (
          <SpanTable rows={rows} zone={range.zone} />
        ) : (
          <Axis rows={rows} range={range} now={now} />
        ))}
    </section>
  );
}

export interface Row {
  readonly host: Host;
  readonly spans: HostSpans['spans'];
}

function Controls({ range }: { range: TimelineRange }): ReactNode {
  return (
    <div className={classes.controls}>
      <ActionIcon variant="subtle" aria-label={timelineText.earlier} onClick={() => range.step(-1)}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <span aria-live="polite">{slotText(range.range, range.zone)}</span>
      <ActionIcon variant="subtle" aria-label={timelineText.later} onClick={() => range.step(1)}>
        <IconChevronRight size={16} />
      </ActionIcon>
      <Button size="xs" variant="default" onClick={range.toNow}>
        {timelineText.now}
      </Button>
      <SegmentedControl
        size="xs"
        aria-label={timelineText.zoom}
        data={ZOOMS.map((value) => ({ value, label: timelineText[value] }))}
        value={range.zoom}
        onChange={(value) => range.show(value)}
      />
      <SegmentedControl
        size="xs"
        aria-label={timelineText.as}
        data={[
          { value: 'axis', label: timelineText.axis },
          { value: 'table', label: timelineText.table },
        ]}
        value={range.asTable ? 'table' : 'axis'}
        onChange={(value) => range.setTable(value === 'table')}
      />
    </div>
  );
}

function touches(span: { start: string; end: string | null }, start: number, end: number): boolean {
  return Date.parse(span.start) < end && (span.end === null || Date.parse(span.end) > start);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
