import type { Line } from '../database/client.ts';
import type { Actor } from '../scheduler.ts';
import type { Fault, Storm } from './storm.ts';

/** The library says it so. */
export class ConnectionClosed extends Error {
  readonly code = 'CONNECTION_CLOSED';
}

/** What happens between a process and its database, and to the process meanwhile. */
export function stormyLine(storm: Storm, now: () => number, crash: (actor: Actor) => void): Line {
  const strikes = (fault: Fault, { isWorld, name }: Actor) => !isWorld && storm.strikes(fault, name);
  return {
    beforeBegin: (actor) => {
      if (strikes('crash', actor)) crash(actor);
      if (strikes('pause', actor)) actor.pausedUntil = now() + storm.whole(5_000, 120_000);
    },
    beforeCommit: (actor) => {
      if (strikes('broken-connection', actor)) throw new ConnectionClosed('write CONNECTION_CLOSED');
    },
    afterCommit: (actor) => {
      if (strikes('lost-commit', actor)) throw new ConnectionClosed('read CONNECTION_CLOSED');
    },
  };
}
