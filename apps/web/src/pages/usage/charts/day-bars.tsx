import { useId } from 'react';
import { Area, AreaChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { usageText } from '../../../messages/money/usage.ts';
import { decimal } from '../../../ui/format/money.ts';
import { dayMonth } from '../../../ui/format/time.ts';
import { ticks, type DayPoint, type MeterSeries } from './series.ts';

const HEIGHT = 204;
/** Every seventh day is named, as in a calendar. */
const NAMED_DAYS = 7;
const TEXT = { fontSize: 11, fill: 'var(--text-2)' };

interface AreasProps {
  days: readonly DayPoint[];
  meters: readonly MeterSeries[];
  asOf: string;
  label: string;
}

/** Charges of each day as areas on each other; what is still expected is hatched, from now on. */
export function Areas({ days, meters, asOf, label }: AreasProps) {
  const hatch = useId();
  const forecast = days.some(({ forecastMicros }) => forecastMicros !== null);
  const highest = Math.max(...days.map((one) => one.chargedMicros + (one.forecastMicros ?? 0)));
  const scale = ticks(highest);
  const now = days.find(({ date }) => date === asOf.slice(0, 10));
  return (
    <div role="img" aria-label={label} style={{ height: HEIGHT }}>
      <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: 520, height: HEIGHT }}>
        <AreaChart
          data={[...days]}
          margin={{ top: 14, right: 12, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <defs>
            <pattern id={hatch} {...HATCH}>
              <path d="M0 0V6" stroke="var(--text-2)" strokeOpacity={0.4} strokeWidth={1.2} />
            </pattern>
          </defs>
          {axes(days, scale)}
          {meters.map((series) => meterArea(series, forecast ? (now?.day ?? 0) : days.length))}
          {forecast && forecastArea(hatch)}
          {now && forecast && nowLine(now.day, now.day > days.length / 2)}
        </AreaChart>
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
      type="number"
      domain={[1, days.length]}
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

const STACK = { stackId: 'charges', type: 'linear', fillOpacity: 1, isAnimationActive: false } as const;

/** Up to the day that is charged so far; what comes after is not known to be nothing. */
function meterArea({ meter, colour }: MeterSeries, lastDay: number) {
  return (
    <Area
      key={meter}
      dataKey={(point: DayPoint) => (point.day > lastDay ? undefined : (point.micros[meter] ?? 0))}
      stroke={colour}
      strokeWidth={1.3}
      fill={`color-mix(in srgb, ${colour} 42%, var(--surface))`}
      {...STACK}
    />
  );
}

/** Never a paler solid: hatched, with a dashed line. */
function forecastArea(hatch: string) {
  return (
    <Area
      dataKey={(point: DayPoint) => point.forecastMicros ?? undefined}
      stroke="var(--text-2)"
      strokeDasharray="4 3"
      fill={`url(#${hatch})`}
      connectNulls={false}
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
