import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Usage } from '../../../api/types.ts';
import { meterNames, usageText } from '../../../messages/money/usage.ts';
import table from '../../../ui/data/table.module.css';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { cell, decimal, money, sign, sumDigits } from '../../../ui/format/money.ts';
import { monthYear } from '../../../ui/format/time.ts';
import { late } from '../../../ui/late/late.ts';
import { region } from '../../../ui/layout/region.ts';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { daySeries } from './series.ts';
import classes from './charts.module.css';

const DayBars = lazy(() => late(async () => ({ default: (await import('./day-bars.tsx')).DayBars })));

type Series = ReturnType<typeof daySeries>;

/** Charges of each day by meter, as bars or as the same figures in a table. */
export function DayCharges({ usage }: { usage: Usage }) {
  const [query, setQuery] = useSearchParams();
  const view = query.get('view') === 'table' ? 'table' : 'chart';
  const show = (next: string) => {
    if (next === 'table') query.set('view', next);
    else query.delete('view');
    setQuery(query, { replace: true });
  };
  const series = useMemo(() => daySeries(usage), [usage]);
  const total = money(
    series.meters.reduce((sum, { totalMicros }) => sum + totalMicros, 0),
    usage.currency,
  );
  return (
    <section {...region} className={classes.card} aria-labelledby="per-day">
      <div className={classes.head}>
        <h2 id="per-day">{usageText.perDay}</h2>
        <span className={classes.quiet}>{usageText.perDayUnit(sign(usage.currency), total)}</span>
        <SegmentedControl
          className={classes.segments}
          size="xs"
          aria-label={usageText.view}
          data={[
            { value: 'chart', label: usageText.chart },
            { value: 'table', label: usageText.table },
          ]}
          value={view}
          onChange={show}
        />
      </div>
      {view === 'chart' ? (
        <div className={classes.chart}>
          <Suspense fallback={<LateSkeleton shape="table" />}>
            <DayBars
              {...series}
              asOf={usage.asOf}
              label={usageText.chartLabel(monthYear(usage.period), total)}
            />
          </Suspense>
          <Labels usage={usage} series={series} />
        </div>
      ) : (
        <DayTable usage={usage} series={series} />
      )}
    </section>
  );
}

/** The name and the sum of each colour beside it, in its order from the top. */
function Labels({ usage, series: { meters } }: { usage: Usage; series: Series }) {
  const expected = (usage.forecast?.days ?? []).reduce((sum, { amountMicros }) => sum + amountMicros, 0);
  return (
    <ul className={classes.labels} aria-label={usageText.series}>
      {expected > 0 && (
        <li>
          <i data-forecast />
          <span>
            {usageText.expectedWord}
            <b>{money(expected, usage.currency)}</b>
          </span>
        </li>
      )}
      {meters.toReversed().map(({ meter, colour, totalMicros }) => (
        <li key={meter}>
          <i
            style={{ background: `color-mix(in srgb, ${colour} 55%, var(--surface))`, borderColor: colour }}
          />
          <span>
            {meterNames[meter]}
            <b>{money(totalMicros, usage.currency)}</b>
          </span>
        </li>
      ))}
    </ul>
  );
}

function DayTable({ usage, series: { days, meters } }: { usage: Usage; series: Series }) {
  const total = meters.reduce((sum, { totalMicros }) => sum + totalMicros, 0);
  const forecast = usage.forecast !== null;
  const expected = days.reduce((sum, { forecastMicros }) => sum + (forecastMicros ?? 0), 0);
  const digits = sumDigits(
    days.map(({ chargedMicros }) => chargedMicros),
    days.map(({ forecastMicros }) => forecastMicros ?? 0),
    ...days.map(({ micros }) => Object.values(micros)),
    ...meters.map(({ meter }) => days.map(({ micros }) => micros[meter] ?? 0)),
  );
  return (
    <div className={classes.dayTable} role="group" aria-label={usageText.perDay} {...scrollable}>
      <table className={`${table.table} ${table.dense}`}>
        <thead>
          <tr>
            <th scope="col">{usageText.day}</th>
            {meters.map(({ meter }) => (
              <th key={meter} scope="col" className={table.num}>
                {meterNames[meter]}
              </th>
            ))}
            <th scope="col" className={table.num}>
              {usageText.charged(sign(usage.currency))}
            </th>
            {forecast && (
              <th scope="col" className={table.num}>
                {usageText.expectedWord}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {days.map(({ date, micros, chargedMicros, forecastMicros }) => (
            <tr key={date}>
              <th scope="row">{date}</th>
              {meters.map(({ meter }) => (
                <td key={meter} className={table.num}>
                  {cell(micros[meter] ?? 0, digits)}
                </td>
              ))}
              <td className={table.num}>{cell(chargedMicros, digits)}</td>
              {forecast && (
                <td className={`${table.num} ${table.quiet}`}>{cell(forecastMicros ?? 0, digits)}</td>
              )}
            </tr>
          ))}
          <tr className={table.total}>
            <th scope="row">{usageText.totalRow}</th>
            {meters.map(({ meter, totalMicros }) => (
              <td key={meter} className={table.num}>
                {decimal(totalMicros, digits)}
              </td>
            ))}
            <td className={table.num}>{decimal(total, digits)}</td>
            {forecast && <td className={table.num}>{decimal(expected, digits)}</td>}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
