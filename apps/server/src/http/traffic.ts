import type { ServerResponse } from 'node:http';

/** How soon a browser opens a stream again that was closed; spread, so that they do not all come at once. */
const RECONNECT_MS = 1000;
const SPREAD_MS = 2000;

/** What is under way in this process, and how it comes to an end. */
export interface Traffic {
  /** Whether this process is on its way out and takes nothing new. */
  isLeaving(): boolean;
  /** Counts a request until its answer is out. */
  count(res: ServerResponse): void;
  /** Lets a stream of events be closed when this process leaves; any other answer is left as it is. */
  letGo(response: Response): Response;
  openStreams(): number;
  /** Takes nothing new, closes streams, and resolves once nothing is under way, after `ms` at the latest. */
  leave(ms: number): Promise<void>;
}

export function openTraffic(): Traffic {
  const underWay = new Set<ServerResponse>();
  const streams = new Set<() => void>();
  let leaving = false;
  let emptied = () => {};
  return {
    isLeaving: () => leaving,
    count: (res) => {
      underWay.add(res);
      res.once('close', () => {
        underWay.delete(res);
        if (underWay.size === 0) emptied();
      });
    },
    letGo: (response) => {
      if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream'))
        return response;
      return new Response(closable(response.body, streams), response);
    },
    openStreams: () => streams.size,
    leave: async (ms) => {
      leaving = true;
      for (const close of streams) close();
      if (underWay.size === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        emptied = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}

/**
 * Passes a stream on. Closed, it says when to come back and ends without the word that all was said, so a browser opens
 * it again by itself.
 */
function closable(body: ReadableStream<Uint8Array>, streams: Set<() => void>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let close = () => {};
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      close = () => {
        streams.delete(close);
        const after = RECONNECT_MS + Math.round(Math.random() * SPREAD_MS);
        controller.enqueue(new TextEncoder().encode(`\nretry: ${after}\n\n`));
        controller.close();
        // What it came from may fail on its way out; nobody listens any more.
        reader.cancel().catch(() => {});
      };
      streams.add(close);
    },
    pull: async (controller) => {
      try {
        const { done, value } = await reader.read();
        if (!streams.has(close)) return;
        if (!done) return controller.enqueue(value);
        streams.delete(close);
        controller.close();
      } catch (error) {
        streams.delete(close);
        throw error;
      }
    },
    cancel: (reason) => {
      streams.delete(close);
      return reader.cancel(reason);
    },
  });
}
