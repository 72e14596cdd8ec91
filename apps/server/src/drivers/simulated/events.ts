import { pause } from '../../env.ts';
import type { DriverEvent } from '../driver.ts';
import { keyOf, type Row } from './rows.ts';

/** Real time between two looks at a host that somebody listens to. */
const LOOK_MS = 20;

/** Paper does not speak up by itself, so it is looked at; a host that does not answer ends this by what `look` throws. */
export async function* eventsOf(
  look: () => Promise<Row[]>,
  signal: AbortSignal,
): AsyncGenerator<DriverEvent> {
  let before: ReadonlyMap<string, Row> | null = null;
  while (!signal.aborted) {
    const after: ReadonlyMap<string, Row> = new Map(
      (await look()).filter(({ form }) => form === 'machine').map((row) => [nameOf(row), row]),
    );
    if (before) yield* between(before, after);
    before = after;
    await pause(LOOK_MS);
  }
}

const nameOf = (row: Row) => JSON.stringify(keyOf(row));

/** What has happened from one look to the next, also what was over before the second. */
function between(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>): DriverEvent[] {
  const here = [...after].flatMap(([name, row]): DriverEvent[] => {
    const was = before.get(name);
    const key = keyOf(row);
    const started = row.incarnation > (was?.incarnation ?? 0);
    const ended = row.startedAt === null && (started || (was !== undefined && was.startedAt !== null));
    return [
      ...(started ? [{ what: 'started' as const, key }] : []),
      ...(ended ? [{ what: 'exited' as const, key }] : []),
    ];
  });
  const gone = [...before].flatMap(([name, row]): DriverEvent[] => {
    if (after.has(name)) return [];
    const key = keyOf(row);
    const removed = { what: 'removed' as const, key };
    return row.startedAt === null ? [removed] : [{ what: 'exited', key }, removed];
  });
  return [...here, ...gone];
}
