import type { DesignDiff } from '@patchbay/engine/design';

/** What was selected before a step of history, and after it once it was taken back. */
interface Mark {
  before?: readonly string[];
  after?: readonly string[];
}

const marks = new WeakMap<DesignDiff, Mark>();

export function markOf(step: DesignDiff): Mark {
  const mark = marks.get(step) ?? {};
  marks.set(step, mark);
  return mark;
}
