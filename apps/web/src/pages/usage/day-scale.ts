interface Day {
  readonly date: string;
  readonly amountMicros: number;
}

/** Every day of the month, with what was charged on it. */
export function daysOf(period: string, charged: readonly Day[]): Day[] {
  const amounts = new Map(charged.map((day) => [day.date, day.amountMicros]));
  const [year = 0, month = 1] = period.split('-').map(Number);
  // Day 0 of the next month is the last of this one.
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return Array.from({ length }, (_, index) => {
    const date = `${period}-${String(index + 1).padStart(2, '0')}`;
    return { date, amountMicros: amounts.get(date) ?? 0 };
  });
}

const STEPS = [1, 2, 5, 10];
/** Never finer than a cent: the axis has two decimals. */
const CENT = 10_000;

/** Two steps up to a round number at or above `highest`: 0, half, top. */
export function ticks(highest: number): number[] {
  const wanted = Math.max(highest, 2 * CENT) / 2;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = (STEPS.find((candidate) => candidate * power >= wanted) ?? 10) * power;
  return [0, step, 2 * step];
}
