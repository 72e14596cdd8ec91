import { lookup, type LookupAddress } from 'node:dns';
import { Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import { inspect, promisify } from 'node:util';
import type Docker from 'dockerode';
import { DriverError } from '../../driver.ts';
import { refusalOf } from './refusal.ts';

export type Resolve = (name: string) => Promise<readonly LookupAddress[]>;

const resolveAll: Resolve = (name) => promisify(lookup)(name, { all: true });

type Place = Docker.DockerOptions & { agent: Agent };

/**
 * Where an engine is, as its client needs to know it. A name is resolved here and never again: every address behind it
 * is looked at, and connections go to these. Fields are all set, since the client fills gaps from the environment.
 */
export async function placeOf(
  address: string,
  ownPorts: readonly number[],
  resolve = resolveAll,
): Promise<Place> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'unix:')
    return { socketPath: url.pathname, host: undefined, protocol: 'http', agent: new EngineAgent() };
  if (url?.protocol !== 'tcp:' || !url.port || !url.hostname)
    throw new DriverError('invalid', 'an engine is at unix:///path or tcp://host:port', 'not-done');
  const { hostname: host, port } = url;
  const found = await resolve(host.replace(/^\[(.*)\]$/, '$1'));
  for (const { address: one } of found) {
    const why = refusalOf(one, Number(port), ownPorts);
    if (why) throw new DriverError('refused', `${one}, where ${host} is, is ${why}`, 'not-done');
  }
  return { host, port, protocol: 'http', socketPath: undefined, agent: new EngineAgent(found) };
}

/** What the types leave out: every request of an agent comes by here, before it is sent. */
type Adding = { addRequest(request: ClientRequest, ...rest: unknown[]): void };

/** A connection a call, since a kept one may be stale; to the addresses that were looked at, and to no others. */
class EngineAgent extends Agent {
  constructor(addresses: readonly LookupAddress[] = []) {
    super({ keepAlive: false, lookup: pinnedTo(addresses) });
  }

  /** The client would go wherever an engine sends it, so it does not hear of that. */
  addRequest(request: ClientRequest, ...rest: unknown[]): void {
    request.prependOnceListener('response', ({ headers }: IncomingMessage) => delete headers.location);
    (Agent.prototype as unknown as Adding).addRequest.call(this, request, ...rest);
  }

  /**
   * The client describes the options of every request in full for its debug log, whether anybody reads that or not. Of
   * an agent that is every request and socket that is open: tens of milliseconds a call, more than the engine takes.
   */
  [inspect.custom](): string {
    return 'Agent';
  }
}

function pinnedTo(addresses: readonly LookupAddress[]): LookupFunction {
  return (name, { all }, done) => {
    const [first] = addresses;
    if (!first) done(new Error(`${name} has no address`), '');
    else if (all) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };
}
