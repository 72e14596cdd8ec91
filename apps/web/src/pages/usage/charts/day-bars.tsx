import { useId } from 'react';
import { Bar, BarChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { usageText } from '../../../messages/money/usage.ts';
import { decimal } from '../../../ui/format/money.ts';
import { dayMonth } from '../../../ui/format/time.ts';
import { ticks, type DayPoint, type MeterSeries } from './series.ts';

const HEIGHT = 204;
/** Every seventh day is named, as in a calendar. */
const NAMED_DAYS = 7;
const TEXT = { fontSize: 11, fill: 'var(--text-2)' };

interface DayBarsProps {
  days: readonly DayPoint[];
  meters: readonly MeterSeries[];
  asOf: string;
  label: string;
}

/** Each day as a bar, meters on each other; what is still expected of it is hatched. Between days there is no charge to draw. */
export function DayBars({ days, meters, asOf, label }: DayBarsProps) {
  const hatch = useId();
  const forecast = days.some(({ forecastMicros }) => forecastMicros !== null);
  const highest = Math.max(...days.map((one) => one.chargedMicros + (one.forecastMicros ?? 0)));
  const scale = ticks(highest);
  const now = days.find(({ date }) => date === asOf.slice(0, 10));
  return (
    <div role="img" aria-label={label} style={{ height: HEIGHT }}>
      <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: 520, height: HEIGHT }}>
        <BarChart
          data={[...days]}
          margin={{ top: 14, right: 12, bottom: 0, left: 0 }}
          barCategoryGap="20%"
          accessibilityLayer={false}
        >
          <defs>
            <pattern id={hatch} {...HATCH}>
              <path d="M0 0V6" stroke="var(--text-2)" strokeOpacity={0.4} strokeWidth={1.2} />
            </pattern>
          </defs>
          {axes(days, scale)}
          {meters.map(meterBar)}
          {forecast && forecastBar(hatch)}
          {now && forecast && nowLine(now.day, now.day > days.length / 2)}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

const HATCH = { width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' };

/** Three lines across, every seventh day named, no frame. */
function axes(days: readonly DayPoint[], scale: readonly number[]) {
  const quiet = { tick: TEXT, tickLine: false, axisLine: false } as const;
  return [
    ...scale.map((micros) => <ReferenceLine key={micros} y={micros} stroke="var(--border)" zIndex={-100} />),
    <XAxis
      key="days"
      dataKey="day"
      interval={0}
      ticks={days.filter((_, n) => n % NAMED_DAYS === 0).map(({ day }) => day)}
      tickFormatter={(day: number) => dayMonth(days[day - 1]?.date ?? '')}
      height={20}
      {...quiet}
    />,
    <YAxis
      key="amounts"
      domain={[0, scale.at(-1) ?? 1]}
      ticks={[...scale]}
      tickFormatter={(micros: number) => decimal(micros)}
      width={44}
      {...quiet}
    />,
  ];
}

const STACK = { stackId: 'charges', isAnimationActive: false } as const;

/** A day without a charge has no bar, not even one of no height, whose edge would be drawn. */
function meterBar({ meter, colour }: MeterSeries) {
  return (
    <Bar
      key={meter}
      dataKey={(point: DayPoint) => point.micros[meter] || undefined}
      stroke={colour}
      fill={`color-mix(in srgb, ${colour} 42%, var(--surface))`}
      {...STACK}
    />
  );
}

/** Never a paler solid: hatched, with a dashed edge. */
function forecastBar(hatch: string) {
  return (
    <Bar
      dataKey={(point: DayPoint) => point.forecastMicros || undefined}
      stroke="var(--text-2)"
      strokeDasharray="4 3"
      fill={`url(#${hatch})`}
      {...STACK}
    />
  );
}

function nowLine(x: number, atTheEnd: boolean) {
  const label = {
    value: usageText.now,
    position: atTheEnd ? 'insideTopRight' : 'insideTopLeft',
    offset: 6,
    fontSize: 11,
    fill: 'var(--text)',
  } as const;
  return <ReferenceLine x={x} stroke="var(--text)" strokeWidth={2} label={label} />;
}
