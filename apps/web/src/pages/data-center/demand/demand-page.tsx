import type { Catalog } from '@patchbay/catalog';
import { Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { useOffer } from '../../../api/catalog.ts';
import { trpc } from '../../../api/client.ts';
import type { UnmetDemand } from '../../../api/types.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { dataCenterText } from '../../../messages/data-center.ts';
import { demandText, satisfyText, shortText } from '../../../messages/operator/demand.ts';
import { paths } from '../../../paths.ts';
import table from '../../../ui/data/table.module.css';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { csvText } from '../../../ui/format/csv.ts';
import { downloadCsv } from '../../../ui/format/download-csv.ts';
import { dayClock, viewerZone } from '../../../ui/format/time.ts';
import { region } from '../../../ui/layout/region.ts';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { OperatorFrame } from '../frame/operator-frame.tsx';
import { useGoTo } from '../frame/use-selection.ts';
import { DayBars } from './day-bars.tsx';
import frame from '../frame/frame.module.css';
import classes from './demand.module.css';

const PERIODS = [7, 30, 90] as const;

/** What was searched for and found no room: where more would be of use. */
export function DemandPage() {
  const goTo = useGoTo();
  return (
    <>
      <Crumbs
        items={[{ label: dataCenterText.crumb, to: paths.dataCenter() }, { label: demandText.title }]}
      />
      <OperatorFrame title={demandText.title} selects={false} onSelect={goTo}>
        {() => <Demand />}
      </OperatorFrame>
    </>
  );
}

function Demand() {
  const [query, setQuery] = useSearchParams();
  const days = PERIODS.find((one) => String(one) === query.get('days')) ?? 7;
  const { data, error } = useQuery({
    ...trpc.demand.unmet.queryOptions({ days }),
    placeholderData: keepPreviousData,
  });
  return (
    <section {...region} className={frame.wide} aria-labelledby="demand">
      <div className={frame.head}>
        <h2 id="demand">{demandText.title}</h2>
        {data && data.searches > 0 && <span className={frame.lead}>{demandText.count(data.searches)}</span>}
        <SegmentedControl
          className={classes.push}
          size="xs"
          aria-label={demandText.period}
          data={PERIODS.map((value) => ({ value: String(value), label: demandText.days[value] }))}
          value={String(days)}
          onChange={(value) => setQuery(value === '7' ? {} : { days: value }, { replace: true })}
        />
      </div>
      <p className={frame.lead}>{demandText.lead}</p>
      {error && <ErrorNotice error={error} />}
      {!data && !error && <LateSkeleton shape="table" />}
      {data &&
        (data.searches === 0 ? (
          <p>{demandText.none}</p>
        ) : (
          <>
            <DayBars demand={data} count={days} />
            <Rows rows={data.rows} />
          </>
        ))}
    </section>
  );
}

const NUMBERS = [
  { label: demandText.searches, hint: undefined },
  { label: demandText.alone, hint: demandText.aloneHint },
  { label: demandText.never, hint: demandText.neverHint },
];

function Rows({ rows }: Pick<UnmetDemand, 'rows'>) {
  const catalog = useOffer().offer?.catalog ?? null;
  const zone = viewerZone();
  return (
    <>
      <div className={table.frame} role="group" aria-label={demandText.title} {...scrollable}>
        <table className={`${table.table} ${table.dense}`}>
          <thead>
            <tr>
              <th scope="col">{demandText.short}</th>
              <th scope="col">{demandText.site}</th>
              {NUMBERS.map(({ label, hint }) => (
                <th key={label} scope="col" className={table.num} title={hint}>
                  {label}
                </th>
              ))}
              <th scope="col">{demandText.satisfy}</th>
              <th scope="col">{demandText.last}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.siteName} ${row.shortOf} ${row.what}`}>
                <th scope="row">{shortText(row, catalog)}</th>
                <td>{row.siteName}</td>
                {[row.searches, row.alone, row.never].map((n, index) => (
                  <td key={NUMBERS[index]?.label} className={table.num}>
                    {n === 0 ? demandText.dash : n}
                  </td>
                ))}
                <td>{satisfyText(row, catalog)}</td>
                <td>{dayClock(row.lastAt, zone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl className={classes.hints}>
        {NUMBERS.map(
          ({ label, hint }) =>
            hint && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{hint}</dd>
              </div>
            ),
        )}
      </dl>
      <Button
        className={classes.csv}
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden />}
        aria-label={demandText.csvOf}
        onClick={() => downloadCsv('unmet-demand', csvOf(rows, catalog))}
      >
        {demandText.csv}
      </Button>
    </>
  );
}

function csvOf(rows: UnmetDemand['rows'], catalog: Catalog | null): string {
  return csvText(
    ['site', 'short_of', 'searches', 'enough_alone', 'at_no_time', 'most_missing', 'last'],
    rows.map((row) => [
      row.siteName,
      shortText(row, catalog),
      ...[row.searches, row.alone, row.never, row.mostMissing].map(String),
      row.lastAt,
    ]),
  );
}
