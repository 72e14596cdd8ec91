import { scale } from '@patchbay/engine/money';
import {
  compareLines,
  lineKey,
  readValue,
  valueText,
  type LineChange,
  type PriceLine,
} from '@patchbay/engine/rating';

/** What stands in the fields of a draft, by line; what is not there is as it was. */
export type Draft = ReadonlyMap<string, string>;

export interface ReadDraft {
  readonly lines: readonly PriceLine[];
  readonly changes: readonly LineChange[];
  /** Keys of lines in which no amount stands. */
  readonly wrong: ReadonlySet<string>;
}

/** The lines that a draft comes to, and what differs from those that it began with. */
export function readDraft(base: readonly PriceLine[], draft: Draft): ReadDraft {
  const wrong = new Set<string>();
  const lines = base.map((line) => {
    const typed = draft.get(lineKey(line));
    if (typed === undefined) return line;
    const value = readValue(line.of, typed);
    if (value === null) wrong.add(lineKey(line));
    return value === null ? line : { ...line, value };
  });
  return { lines, changes: compareLines(base, lines), wrong };
}

/** Some lines raised by so many per mille, each rounded half to even to the micro-unit; factors stay as they are. */
export function raised(lines: readonly PriceLine[], perMille: number): [string, string][] {
  return lines
    .filter(({ of }) => of !== 'band' && of !== 'grade')
    .map((line) => [lineKey(line), valueText(line.of, scale(line.value, 1000 + perMille, 1000))]);
}

/** `-2.5` as -25; null where it is no such number. */
export function perMilleOf(text: string): number | null {
  const [, sign, whole, tenth = '0'] = /^([+-]?)(\d{1,3})(?:\.(\d))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const amount = Number(whole) * 10 + Number(tenth);
  if (amount > 1000) return null;
  return sign === '-' ? -amount : amount;
}
