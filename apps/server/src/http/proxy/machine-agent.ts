import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Reached } from '../../features/access/right.ts';
import { within } from '../../features/access/within.ts';

/** Connections to one port of one machine; more requests than that wait their turn. */
const MAX_CONNECTIONS = 32;
const MAX_IDLE = 4;
const CONNECT_MS = 10_000;

/** An agent that knows one port of one incarnation of one machine, and no way to anything else. */
export function machineAgent(reached: Reached, port: number): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS, maxFreeSockets: MAX_IDLE });
  agent.createConnection = (_options, done) => {
    void supply(reached, port, (error, stream) => done?.(error, stream as Duplex));
    return undefined;
  };
  return agent;
}

async function supply(
  reached: Reached,
  port: number,
  done: (error: Error | null, stream: Duplex | null) => void,
): Promise<void> {
  let stream: Duplex;
  try {
    stream = await connect(reached, port);
  } catch (error) {
    return done(error instanceof Error ? error : new Error('no connection'), null);
  }
  done(null, stream);
}

export async function connect({ access, host, key }: Reached, port: number): Promise<Duplex> {
  const stream = await within(CONNECT_MS, (signal) => access.openPort(host, key, port, { signal }));
  return likeSocket(stream);
}

/** The HTTP client treats what it is given as a socket; a driver's stream may be none. */
function likeSocket(stream: Duplex): Duplex {
  const nothing = () => stream;
  const missing = ['setKeepAlive', 'setNoDelay', 'setTimeout', 'ref', 'unref'].filter(
    (name) => !(name in stream),
  );
  return Object.assign(stream, Object.fromEntries(missing.map((name) => [name, nothing])));
}
