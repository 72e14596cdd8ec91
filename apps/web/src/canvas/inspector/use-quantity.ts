import { useState, type ChangeEvent, type KeyboardEvent } from 'react';
import { grouped } from '../../ui/format/money.ts';

interface Quantity {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What stands in the field while several parts have different values; `value` is the least of them. */
  readonly mixed?: string | undefined;
  /** False when the value was not taken; the field then shows the one before. */
  readonly onSave: (value: number) => boolean;
}

/** A whole number that is typed: it counts when the field is left or Enter is pressed, and nothing else is taken. */
export function useQuantity({ value, min, max, step, mixed, onSave }: Quantity) {
  const shown = mixed === undefined ? grouped(value) : '';
  const [typed, setTyped] = useTyped(shown);
  const [wrong, setWrong] = useState<'number' | 'limit' | null>(null);
  const within = (number: number) => Math.min(max, Math.max(min, number));
  const type = (text: string) => {
    setTyped(text);
    setWrong(null);
  };
  const save = (next: number) => {
    type(grouped(next));
    const differs = mixed !== undefined || next !== value;
    if (!differs || onSave(next)) return;
    type(shown);
    setWrong('limit');
  };
  const commit = () => {
    // A field that was only looked at changes nothing.
    if (typed === shown) return;
    const whole = wholeOf(typed);
    if (whole === null || whole < min || whole > max) setWrong('number');
    else save(whole);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = {
      Enter: commit,
      ArrowUp: () => type(grouped(within((wholeOf(typed) ?? value) + step))),
      ArrowDown: () => type(grouped(within((wholeOf(typed) ?? value) - step))),
      // With nothing to take back it is a step back out of what the field is in.
      ...(typed !== shown && { Escape: () => type(shown) }),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const onChange = (event: ChangeEvent<HTMLInputElement>) => type(event.currentTarget.value);
  return {
    /** Why what was typed is not taken: it is no such number, or the whole would be too large. */
    wrong,
    /** Takes a value that was not typed, such as that of a button. */
    save: (next: number) => save(within(next)),
    commit,
    input: {
      inputMode: 'numeric',
      autoComplete: 'off',
      value: typed,
      error: wrong !== null,
      onChange,
      onKeyDown,
    },
  } as const;
}

/** What is being typed; a value that changes from outside takes its place, and the field keeps the focus. */
export function useTyped(value: string): [string, (text: string) => void] {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTyped(value);
  }
  return [typed, setTyped];
}

/** The whole number that a text is, digits in groups or not; null for anything else. */
export function wholeOf(text: string): number | null {
  const plain = text.trim();
  return /^-?(\d+|\d{1,3}(\s\d{3})+)$/.test(plain) ? Number(plain.replaceAll(/\s/g, '')) : null;
}
