import type { Logger } from 'pino';
import type { Auth } from './features/session/auth.ts';
import type { Role } from './features/session/dto.ts';
import type { Changes } from './db/changes.ts';
import type { Databases } from './db/databases.ts';
import type { Access, Driver, DriverName } from './drivers/driver.ts';

export type Drivers = Readonly<Record<DriverName, Driver>>;

/** What the composition root builds once and every request shares. */
export interface App {
  readonly db: Databases;
  readonly auth: Auth;
  /** A name for a text that is not to be written down (log/alias.ts). */
  readonly aliasOf: (text: string) => string;
  readonly log: Logger;
  readonly changes: Changes;
  readonly drivers: Drivers;
  /** Wakes the reconciler of this process; the outbox alone is what decides. */
  readonly wake: () => void;
  /** Looks at simulated hosts now: something was done to them, or the world's clock was moved. */
  readonly look: () => void;
  /** How people reach machines on a host; null where nothing can be reached. */
  readonly accessOf: (hostId: string) => Promise<Access | null>;
  /** Where the pages of machines are served; null when this server has no host names to spare. */
  readonly pages: Pages | null;
}

/** Every port of a machine has the host name `<label>.<domain>`, so that no tenant's page shares an origin with anything. */
export interface Pages {
  readonly secure: boolean;
  readonly domain: string;
  /** As a browser sees it; null where the scheme says it. */
  readonly port: number | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly operator: boolean;
}

export interface Member {
  readonly personId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly role: Role;
  readonly channelId: string;
  readonly channelName: string;
}

/** One request. Who asks comes from the session alone, never from a body. */
export interface Context {
  readonly app: App;
  readonly requestId: string;
  readonly headers: Headers;
  readonly resHeaders: Headers;
  /** Client address, canonical: IPv4, or the /64 of an IPv6. */
  readonly client: string;
  readonly sessionId: string | null;
  readonly person: Person | null;
  readonly member: Member | null;
  /** Every account of the person. */
  readonly accounts: readonly Member[];
  readonly signal: AbortSignal | undefined;
}

/** Who acts, once a policy has let the request through. */
export interface Actor {
  readonly app: App;
  readonly person: Person;
  readonly member: Member;
}
