import { setMaxListeners } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import Docker from 'dockerode';
import { DriverError, type HostId, type Options } from '../driver.ts';
import { placeOf } from './address/place.ts';
import { driverError } from './errors.ts';
import { known, type Known } from './known.ts';

type Bound = { abortSignal: AbortSignal };
/** Calls that take a signal, which their types do not know. */
type Client = Docker & {
  version(bound: Bound): Promise<Docker.DockerVersion>;
  ping(bound: Bound): Promise<unknown>;
  info(bound: Bound): Promise<About>;
};
/** What an engine says of itself and its kernel, as far as it is asked here. */
export interface About {
  readonly Architecture: string;
  readonly NCPU: number;
  readonly MemTotal: number;
  readonly MemoryLimit: boolean;
  readonly SwapLimit: boolean;
  readonly CpuCfsQuota: boolean;
  readonly PidsLimit: boolean;
  readonly CgroupVersion?: string;
  readonly SecurityOptions?: readonly string[] | null;
}
type Work<T> = (docker: Client, bound: Bound) => Promise<T>;

/** What both engines have spoken for years, should one not say. */
const OLDEST_KNOWN = '1.41';

/** One host's engine, spoken to in the API version it offers. */
export interface Engine {
  readonly host: HostId;
  readonly apiVersion: string;
  readonly podman: boolean;
  readonly known: Known;
  /** One call, over when the signal says so; what it throws is a DriverError. */
  call<T>(options: Options, work: Work<T>): Promise<T>;
  /** The signal bounds the opening; the stream then lives until it is closed. */
  open<T>(options: Options, work: Work<T>): Promise<T>;
}

export type Engines = (host: HostId, options: Options) => Promise<Engine>;

/** How hosts are reached. */
export interface Ways {
  /** `unix:///path` or `tcp://host:port` of a host's engine. */
  readonly addressOf: (host: HostId) => Promise<string>;
  /** Ports on which this server itself listens, which is no engine. */
  readonly ownPorts: readonly number[];
}

/**
 * Connections by host. What was resolved and negotiated is forgotten when the engine is lost: it may return as another
 * version, and elsewhere.
 */
export function enginesAt({ addressOf, ownPorts }: Ways): Engines {
  const connected = new Map<string, Engine>();
  return async (host, options) => {
    // A host keeps its address for life, so that is asked for once.
    const found = connected.get(host);
    if (found) return found;
    const address = await addressOf(host);
    const place = await bounded(options.signal, () => placeOf(address, ownPorts));
    const engine = await connect(host, place, options, () => connected.delete(host));
    connected.set(host, engine);
    return engine;
  };
}

async function connect(
  host: HostId,
  place: Docker.DockerOptions,
  options: Options,
  onLost: () => void,
): Promise<Engine> {
  const { 'api-version': version, 'libpod-api-version': libpod } = await bounded(options.signal, (bound) =>
    pingHeaders(new Docker(place), bound),
  );
  const apiVersion = String(version ?? OLDEST_KNOWN);
  // Docker 20.10 answers a one-shot reading at once only where the path names a version.
  const docker = new Docker({ ...place, version: `v${apiVersion}` }) as Client;
  const guard = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (cause) {
      if (cause instanceof DriverError && ['unreachable', 'timeout'].includes(cause.code)) onLost();
      throw cause;
    }
  };
  return {
    host,
    apiVersion,
    podman: libpod !== undefined,
    known: known(),
    call: ({ signal }, work) => guard(bounded(signal, (bound) => work(docker, bound))),
    open: ({ signal }, work) => guard(opening(signal, (bound) => work(docker, bound))),
  };
}

/** Podman takes half a second to say its version, and a moment to answer this, which has all that is needed. */
function pingHeaders(docker: Docker, { abortSignal }: Bound): Promise<IncomingHttpHeaders> {
  const request = { path: '/_ping', method: 'GET', isStream: true, statusCodes: { 200: true }, abortSignal };
  return new Promise((resolve, reject) => {
    docker.modem.dial(request, (cause, result) => {
      if (cause) return reject(cause);
      const answer = result as IncomingMessage;
      answer.resume();
      resolve(answer.headers);
    });
  });
}

/** dockerode passes the signal on in most calls, not in all: the race bounds every one. */
async function bounded<T>(signal: AbortSignal, work: (bound: Bound) => Promise<T>): Promise<T> {
  if (signal.aborted) throw new DriverError('timeout', 'the time was up before the call', 'not-done');
  // Many calls share a signal, and the client leaves its listener on what it is given.
  setMaxListeners(0, signal);
  let stop = () => {};
  const over = new Promise<never>((_, reject) => {
    stop = () => reject(new DriverError('timeout', 'the engine did not answer in time', 'unknown'));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work({ abortSignal: AbortSignal.any([signal]) }), over]);
  } catch (cause) {
    throw driverError(cause, signal.aborted);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function opening<T>(signal: AbortSignal, work: (bound: Bound) => Promise<T>): Promise<T> {
  const own = new AbortController();
  const end = () => own.abort();
  signal.addEventListener('abort', end, { once: true });
  try {
    return await bounded(signal, () => work({ abortSignal: own.signal }));
  } finally {
    signal.removeEventListener('abort', end);
  }
}
