import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import type { Usage } from '../../api/types.ts';
import { usageText } from '../../messages/money/usage.ts';
import { cell, decimal, money, sign } from '../../ui/format/money.ts';
import { dayMonth, isoDate, monthYear } from '../../ui/format/time.ts';
import { scrollable } from '../../ui/layout/scrollable.ts';
import table from '../../ui/data/table.module.css';
import { region } from '../../ui/layout/region.ts';
import { daysOf, ticks } from './day-scale.ts';
import classes from './usage.module.css';

const HEIGHT = 168;
const TOP = 16;
const BOTTOM = 22;
const LEFT = 44;
/** Every seventh day is named, as in a calendar. */
const NAMED_DAYS = 7;
const DAY = 86_400_000;

type View = 'chart' | 'table';

/** Charges of each day, as bars or as the same figures in a table. */
export function DayCharges({ usage }: { usage: Usage }) {
  const [view, setView] = useState<View>('chart');
  const total = usage.days.reduce((sum, day) => sum + day.amountMicros, 0);
  return (
    <section {...region} className={classes.card} aria-labelledby="per-day">
      <div className={classes.cardHead}>
        <h2 id="per-day">{usageText.perDay}</h2>
        <span className={classes.quiet}>
          {usageText.perDayUnit(sign(usage.currency), money(total, usage.currency))}
        </span>
        <SegmentedControl
          className={classes.segments}
          size="xs"
          aria-label={usageText.view}
          data={[
            { value: 'chart', label: usageText.chart },
            { value: 'table', label: usageText.table },
          ]}
          value={view}
          onChange={(value) => setView(value === 'table' ? 'table' : 'chart')}
        />
      </div>
      {view === 'chart' ? <Bars usage={usage} total={total} /> : <DayTable usage={usage} total={total} />}
    </section>
  );
}

function Bars({ usage, total }: { usage: Usage; total: number }) {
  const { ref, width } = useElementSize();
  const days = daysOf(usage.period, usage.days);
  const scale = ticks(Math.max(...days.map((day) => day.amountMicros)));
  const top = scale.at(-1) ?? 1;
  const step = Math.max(0, width - LEFT) / days.length;
  const y = (micros: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - micros / top);
  const today = isoDate(usage.asOf, 'UTC');
  const now = days.findIndex((day) => day.date === today);
  const nowX = LEFT + (now + (Date.parse(usage.asOf) % DAY) / DAY) * step;
  return (
    <div ref={ref} className={classes.chart}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={usageText.chartLabel(monthYear(usage.period), money(total, usage.currency))}
      >
        {scale.map((micros) => (
          <g key={micros}>
            <path d={`M${LEFT} ${y(micros)}H${width}`} stroke="var(--border)" />
            <text x={LEFT - 6} y={y(micros) + 4} textAnchor="end">
              {decimal(micros)}
            </text>
          </g>
        ))}
        {days.map(({ date, amountMicros }, index) => (
          <g key={date}>
            {amountMicros > 0 && (
              <rect
                className={classes.dayBar}
                x={LEFT + index * step + Math.min(3, step * 0.15)}
                y={y(amountMicros)}
                width={Math.max(1, step - 2 * Math.min(3, step * 0.15))}
                height={Math.max(1, y(0) - y(amountMicros))}
              >
                <title>{usageText.bar(date, money(amountMicros, usage.currency))}</title>
              </rect>
            )}
            {index % NAMED_DAYS === 0 && (
              <text x={LEFT + index * step + 2} y={HEIGHT - 6}>
                {dayMonth(date)}
              </text>
            )}
          </g>
        ))}
        {now >= 0 && (
          <g>
            <path d={`M${nowX} ${TOP - 8}V${y(0)}`} stroke="var(--text)" strokeWidth={2} />
            <text x={nowX + 5} y={TOP} fill="var(--text)">
              {usageText.now}
            </text>
          </g>
        )}
      </svg>
    </div>
  );
}

function DayTable({ usage, total }: { usage: Usage; total: number }) {
  return (
    <div className={classes.dayTable} role="group" aria-label={usageText.perDay} {...scrollable}>
      <table className={`${table.table} ${table.dense}`}>
        <thead>
          <tr>
            <th scope="col">{usageText.day}</th>
            <th scope="col" className={table.num}>
              {usageText.charged(sign(usage.currency))}
            </th>
          </tr>
        </thead>
        <tbody>
          {daysOf(usage.period, usage.days).map(({ date, amountMicros }) => (
            <tr key={date}>
              <th scope="row">{date}</th>
              <td className={table.num}>{cell(amountMicros)}</td>
            </tr>
          ))}
          <tr className={table.total}>
            <th scope="row">{usageText.totalRow}</th>
            <td className={table.num}>{decimal(total)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
