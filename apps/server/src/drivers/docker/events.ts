import type Docker from 'dockerode';
import type { Readable } from 'node:stream';
import { DriverError, type DriverEvent, type Options } from '../driver.ts';
import type { Engine } from './engine.ts';
import { driverError } from './errors.ts';
import { filterOf, namedBy, type Labels } from './names.ts';

interface EngineEvent {
  readonly Action?: string;
  readonly Actor?: { readonly Attributes?: Labels };
}

/** Docker's words and Podman's. */
const WHAT: Readonly<Record<string, DriverEvent['what']>> = {
  start: 'started',
  die: 'exited',
  died: 'exited',
  destroy: 'removed',
  remove: 'removed',
};

/** Ends when the signal says so; throws when the engine is lost, which shows as the end of the stream. */
export async function* eventsOf(
  engine: Engine,
  owner: string,
  options: Options,
): AsyncGenerator<DriverEvent> {
  const filters = { type: ['container'], label: filterOf(owner, null, 'machine') };
  const stream = (await engine.open(options, (docker, bound) =>
    docker.getEvents({ filters, ...bound } as Docker.GetEventsOptions),
  )) as Readable;
  const stop = () => stream.destroy();
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const line of linesOf(stream)) {
      const event = JSON.parse(line) as EngineEvent;
      const what = WHAT[event.Action ?? ''];
      const named = namedBy(event.Actor?.Attributes);
      if (what && named) yield { what, key: named.key };
    }
  } catch (cause) {
    if (!options.signal.aborted) throw driverError(cause, false);
  } finally {
    options.signal.removeEventListener('abort', stop);
    stream.destroy();
  }
  if (!options.signal.aborted)
    throw new DriverError('unreachable', 'the engine ended its events', 'not-done');
}

/** Unlike readline's, it ends, or throws, when the stream breaks. */
async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
}
