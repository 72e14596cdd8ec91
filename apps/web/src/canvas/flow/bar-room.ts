import { textWidth } from '../layout/text-width.ts';

/** Everything in a bar but its texts: padding, borders, icon, the gauge without its figures, gaps. */
const FRAME = 13 + 14 + 2 + 16 + 56 + 7 + 6 * 10;
/** Names are a little larger than the text beside them, and bold. */
const BOLD = 1.2;

interface BarTexts {
  readonly name: string;
  readonly spec: string;
  readonly price: string;
  /** `4/24 ports`. */
  readonly use: string;
}

/** Whether a bar has room for what it is beside its name: a part of it would say nothing, so it is all or none. */
export function specFits(width: number, { name, spec, price, use }: BarTexts): boolean {
  return FRAME + BOLD * textWidth(name) + textWidth(spec) + textWidth(price) + textWidth(use) <= width;
}
