import { Agent } from 'node:http';
import Docker from 'dockerode';
import { DriverError, type HostId, type Options } from '../driver.ts';
import { driverError } from './errors.ts';

type Bound = { abortSignal: AbortSignal };
/** Calls that take a signal, which their types do not know. */
type Client = Docker & {
  version(bound: Bound): Promise<Docker.DockerVersion>;
  ping(bound: Bound): Promise<unknown>;
  info(bound: Bound): Promise<{ Architecture: string; NCPU: number; MemTotal: number }>;
};
type Work<T> = (docker: Client, bound: Bound) => Promise<T>;

/** One host's engine, spoken to in the API version it offers. */
export interface Engine {
  readonly host: HostId;
  readonly apiVersion: string;
  /** Such as `Podman 4.3.1`. */
  readonly title: string;
  readonly podman: boolean;
  /** One call, over when the signal says so; what it throws is a DriverError. */
  call<T>(options: Options, work: Work<T>): Promise<T>;
  /** The signal bounds the opening; the stream then lives until it is closed. */
  open<T>(options: Options, work: Work<T>): Promise<T>;
}

export type Engines = (host: HostId, options: Options) => Promise<Engine>;

/** Connections by host. What was negotiated is forgotten when the engine is lost: it may return as another version. */
export function enginesAt(addressOf: (host: HostId) => Promise<string>): Engines {
  const known = new Map<string, Engine>();
  return async (host, options) => {
    const address = await addressOf(host);
    const found = known.get(address);
    if (found) return found;
    const engine = await connect(host, address, options, () => known.delete(address));
    known.set(address, engine);
    return engine;
  };
}

async function connect(
  host: HostId,
  address: string,
  options: Options,
  onLost: () => void,
): Promise<Engine> {
  const unversioned = new Docker(placeOf(address)) as Client;
  const about = await bounded(options.signal, (bound) => unversioned.version(bound));
  // Docker 20.10 answers a one-shot reading at once only where the path names a version.
  const docker = new Docker({ ...placeOf(address), version: `v${about.ApiVersion}` }) as Client;
  const guard = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (cause) {
      if (cause instanceof DriverError && cause.code === 'unreachable') onLost();
      throw cause;
    }
  };
  const podman = about.Components?.some(({ Name }) => /podman/i.test(Name)) ?? false;
  return {
    host,
    apiVersion: about.ApiVersion,
    title: `${podman ? 'Podman' : 'Docker'} ${about.Version}`,
    podman,
    call: ({ signal }, work) => guard(bounded(signal, (bound) => work(docker, bound))),
    open: ({ signal }, work) => guard(opening(signal, (bound) => work(docker, bound))),
  };
}

/** Every field is set, since dockerode fills gaps from the environment. A connection a call: a kept one may be stale. */
function placeOf(address: string): Docker.DockerOptions & { agent: Agent } {
  const agent = new Agent({ keepAlive: false });
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'unix:') return { socketPath: url.pathname, host: undefined, protocol: 'http', agent };
  if (url?.protocol === 'tcp:' && url.port)
    return { host: url.hostname, port: url.port, protocol: 'http', socketPath: undefined, agent };
  throw new DriverError('invalid', 'an engine is at unix:///path or tcp://host:port', 'not-done');
}

/** dockerode passes the signal on in most calls, not in all: the race bounds every one. */
async function bounded<T>(signal: AbortSignal, work: (bound: Bound) => Promise<T>): Promise<T> {
  if (signal.aborted) throw new DriverError('timeout', 'the time was up before the call', 'not-done');
  let stop = () => {};
  const over = new Promise<never>((_, reject) => {
    stop = () => reject(new DriverError('timeout', 'the engine did not answer in time', 'unknown'));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work({ abortSignal: signal }), over]);
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
