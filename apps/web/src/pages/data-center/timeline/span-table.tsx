import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link } from 'react-router';
import { spanWord, timelineText } from '../../../messages/operator/timeline.ts';
import { paths } from '../../../paths.ts';
import table from '../../../ui/data/table.module.css';
import { csvText } from '../../../ui/format/csv.ts';
import { downloadCsv } from '../../../ui/format/download-csv.ts';
import { dayClock } from '../../../ui/format/time.ts';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import type { Row } from './host-timeline.tsx';
import classes from './timeline.module.css';

const COLUMNS = ['host', 'what', 'channel', 'machines', 'from', 'to'];

/** The table twin: the same spans, in the order of their start. */
export function SpanTable({ rows, zone }: { rows: readonly Row[]; zone: string }) {
  const spans = rows
    .flatMap(({ host, spans: own }) => own.map((span) => ({ host, span })))
    .toSorted((a, b) => Date.parse(a.span.start) - Date.parse(b.span.start));
  const save = () =>
    downloadCsv(
      'timeline',
      csvText(
        COLUMNS,
        spans.map(({ host, span }) => [
          host.name,
          spanWord(span),
          ...(span.what === 'claim' ? [span.channel, String(span.machines)] : ['', '']),
          span.start,
          span.end ?? '',
        ]),
      ),
    );
  return (
    <div className={classes.scroll} role="group" aria-label={timelineText.rows} {...scrollable}>
      <table className={`${table.table} ${table.dense}`}>
        <thead>
          <tr>
            <th scope="col">{timelineText.host}</th>
            <th scope="col">{timelineText.what}</th>
            <th scope="col">{timelineText.channel}</th>
            <th scope="col" className={table.num}>
              {timelineText.machines}
            </th>
            <th scope="col">{timelineText.from}</th>
            <th scope="col">{timelineText.to}</th>
            <th scope="col" className={table.num}>
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                leftSection={<IconDownload size={12} aria-hidden />}
                aria-label={timelineText.csvOf}
                onClick={save}
              >
                {timelineText.csv}
              </Button>
            </th>
          </tr>
        </thead>
        <tbody>
          {spans.map(({ host, span }) => (
            <tr key={`${host.id} ${span.what} ${span.start} ${span.what === 'claim' ? span.slotId : ''}`}>
              <th scope="row" className={table.mono}>
                <Link to={paths.host(host.id)}>{host.name}</Link>
              </th>
              <td>{spanWord(span)}</td>
              <td>{span.what === 'claim' ? span.channel : timelineText.nobody}</td>
              <td className={table.num}>{span.what === 'claim' ? span.machines : timelineText.nobody}</td>
              <td>{dayClock(span.start, zone)}</td>
              <td colSpan={2}>{span.end === null ? timelineText.open : dayClock(span.end, zone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
