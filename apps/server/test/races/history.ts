/** What a client did: it got `quantity` of a pool over `[from, to)` minutes, or was about to give it back. */
export interface HistoryEvent {
  /** Monotonic nanoseconds; taken after an acknowledgement, and before a cancel is sent. */
  readonly at: bigint;
  readonly what: 'acknowledged' | 'cancelling';
  readonly pool: string;
  readonly from: number;
  readonly to: number;
  readonly quantity: number;
}

/**
 * The history checker of reliability 3.4. A booking is certainly alive from its acknowledgement until its cancel is
 * sent, so any minute in which living bookings exceed capacity is a proven over-booking: no false alarms.
 * @returns the number of acknowledgements that broke the capacity
 */
export function overbookings(
  history: readonly HistoryEvent[],
  capacity: ReadonlyMap<string, number>,
  minutes: number,
): number {
  const used = new Map([...capacity.keys()].map((pool) => [pool, new Int32Array(minutes)]));
  let broken = 0;
  for (const event of [...history].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const line = used.get(event.pool);
    if (!line) throw new Error(`an event of an unknown pool: ${event.pool}`);
    const sign = event.what === 'acknowledged' ? 1 : -1;
    let over = false;
    for (let minute = event.from; minute < event.to; minute += 1) {
      const now = (line[minute] ?? 0) + sign * event.quantity;
      line[minute] = now;
      over ||= sign > 0 && now > (capacity.get(event.pool) ?? 0);
    }
    if (over) broken += 1;
  }
  return broken;
}
