interface Span {
  readonly start: string;
  /** Null while it is not over. */
  readonly end: string | null;
}

/** Spans in lanes, so that none is drawn on another: each in the first lane that is free by its start. */
export function spanLanes<S extends Span>(spans: readonly S[]): S[][] {
  const lanes: S[][] = [];
  for (const span of spans.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const free = lanes.find((lane) => endOf(lane) <= Date.parse(span.start));
    if (free) free.push(span);
    else lanes.push([span]);
  }
  return lanes;
}

function endOf(lane: readonly Span[]): number {
  return Math.max(...lane.map(({ end }) => (end === null ? Number.POSITIVE_INFINITY : Date.parse(end))));
}
