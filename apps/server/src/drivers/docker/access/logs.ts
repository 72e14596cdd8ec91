import type { Readable } from 'node:stream';
import type { Bounds, Options } from '../../driver.ts';
import { demultiplexer } from '../demux.ts';
import type { Engine } from '../engine.ts';

const NEWLINE = 10;

/** What services and their keeper wrote, in the order in which it came. */
export function readLogs(engine: Engine, id: string, most: Bounds, options: Options): Promise<string> {
  return engine.call(options, async (docker, { abortSignal }) =>
    lastOf(await openLogs(docker.modem, id, engine.podman ? 'all' : most.lines, abortSignal), most),
  );
}

/** The client's own call collects what does not follow, and a line of a log may be as long as its disk. */
function openLogs(
  modem: { dial(request: object, done: (cause: Error | null, result: unknown) => void): void },
  id: string,
  tail: number | 'all',
  abortSignal: AbortSignal,
): Promise<Readable> {
  const request = {
    path: `/containers/${id}/logs?`,
    method: 'GET',
    isStream: true,
    statusCodes: { 200: true },
    options: { stdout: true, stderr: true, tail },
    abortSignal,
  };
  return new Promise((resolve, reject) => {
    modem.dial(request, (cause, result) => (cause ? reject(cause) : resolve(result as Readable)));
  });
}

/** The end of what comes, in whole lines as far as one fits; no more than twice that is ever held. */
export async function lastOf(framed: AsyncIterable<unknown>, { lines, bytes }: Bounds): Promise<string> {
  let kept: Buffer[] = [];
  let held = 0;
  let whole = true;
  const take = demultiplexer((_, piece) => {
    kept.push(piece);
    held += piece.length;
    if (held <= 2 * bytes) return;
    // A copy, so that what it was cut out of is let go.
    kept = [Buffer.from(Buffer.concat(kept).subarray(-bytes))];
    held = bytes;
    whole = false;
  });
  for await (const chunk of framed) take(chunk as Buffer);
  const all = Buffer.concat(kept);
  const end = all.subarray(-bytes);
  const firstEnd = end.indexOf(NEWLINE);
  const cut = (!whole || end.length < all.length) && firstEnd !== -1 && firstEnd < end.length - 1;
  const text = (cut ? end.subarray(firstEnd + 1) : end).toString();
  // Engines count a long line as several, or not at all.
  return text
    .split('\n')
    .slice(text.endsWith('\n') ? -lines - 1 : -lines)
    .join('\n');
}
