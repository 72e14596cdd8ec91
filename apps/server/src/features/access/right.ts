import { can } from '@patchbay/engine/reservation';
import type { App, Member } from '../../context.ts';
import type { Access, Key } from '../../drivers/driver.ts';
import { DriverError } from '../../drivers/driver.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import { machineNow, type Place } from '../environments/machines.ts';
import { takeTokens } from '../session/rate-limit.ts';
import { identify, stillMember } from '../session/service.ts';

/** Who asks, in the account they act for. Holds no right by itself: `reach` finds out anew each time. */
export interface Visitor {
  readonly sessionId: string;
  readonly personId: string;
  readonly accountId: string;
}

/** A machine that somebody may reach right now. */
export interface Reached {
  readonly visitor: Visitor;
  readonly place: Place;
  readonly host: string;
  readonly key: Key;
  readonly access: Access;
}

/** Why somebody does not, or no longer, reach a machine. The page has a sentence for each. */
export type Loss = 'signed-out' | 'no-right' | 'not-running' | 'too-many' | 'unreachable' | 'failed';

/** A right that is withdrawn without a notification ends what it allowed after this long, and the time of a check. */
const RECHECK_MS = 1500;
/** Checks that may fail for reasons of our own before what they guard is ended all the same. */
const MAX_BLIND = 3;

export async function visitorOf(app: App, headers: Headers): Promise<Visitor> {
  const { sessionId, person, member } = await identify(app, headers);
  if (!sessionId || !person || !member) throw signedOut();
  return { sessionId, personId: person.id, accountId: member.accountId };
}

/** The same for a request that is no procedure, which counts against its person, or against its client without one. */
export async function countedVisitor(
  app: App,
  headers: Headers,
  { client, cost }: { client: string; cost: number },
): Promise<Visitor> {
  try {
    const visitor = await visitorOf(app, headers);
    await takeTokens(app.db, { client, personId: visitor.personId, cost });
    return visitor;
  } catch (error) {
    if (lossOf(error) === 'signed-out') await takeTokens(app.db, { client, personId: null, cost });
    throw error;
  }
}

/** The one rule of access (ACC-1): the session lives, the role is designer or higher, and the machine runs now. */
export async function reach(app: App, visitor: Visitor, place: Place): Promise<Reached> {
  const known = await stillMember(app, visitor.sessionId, visitor.accountId);
  if (known?.personId !== visitor.personId) throw signedOut();
  if (!known.member) throw notFound('machine');
  if (!mayReach(known.member))
    throw new PatchbayError('FORBIDDEN', 'This takes the role designer in the account.');
  const scope = { accountId: visitor.accountId };
  const machine = await app.db.app.tx(scope, (tx) => machineNow(tx, visitor.accountId, place));
  if (!machine) throw notFound('machine');
  if (!can.reach(machine.slot) || !machine.running)
    throw new PatchbayError('CONFLICT', 'This machine is not running, so there is nothing to reach.');
  const { host, generation } = machine.running;
  const access = await app.accessOf(host);
  if (!access)
    throw new PatchbayError('CONFLICT', 'This machine is simulated, so there is nothing to reach on it.');
  const { environmentId, component, idx } = place;
  return { visitor, place, host, key: { environmentId, component, idx, generation }, access };
}

/**
 * Resolves with why the right to a machine has ended; with null once `signal` aborts. Looks at once when the
 * environment changes, and every RECHECK_MS for what sends no notification: sign-out and membership.
 */
export async function untilLost(app: App, reached: Reached, signal: AbortSignal): Promise<Loss | null> {
  const { visitor, place } = reached;
  for (let blind = 0; ; ) {
    await app.changes.next(place.environmentId, RECHECK_MS, signal);
    if (signal.aborted) return null;
    try {
      const now = await reach(app, visitor, place);
      if (now.host !== reached.host || now.key.generation !== reached.key.generation) return 'not-running';
      blind = 0;
    } catch (error) {
      const loss = lossOf(error);
      blind += 1;
      if (loss !== 'failed' || blind >= MAX_BLIND) return loss;
    }
  }
}

export function lossOf(error: unknown): Loss {
  if (error instanceof DriverError) return 'unreachable';
  if (!(error instanceof PatchbayError)) return 'failed';
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return 'signed-out';
    case 'FORBIDDEN':
    case 'CONFIRM':
    case 'NOT_FOUND':
      return 'no-right';
    case 'CONFLICT':
      return 'not-running';
    case 'TOO_MANY':
      return 'too-many';
    case 'UNAVAILABLE':
      return 'unreachable';
    case 'BAD_INPUT':
    case 'KEY_REUSED':
    case 'TOO_LARGE':
    case 'NOT_BOOKABLE':
    case 'PRICE_CHANGED':
    case 'INTERNAL':
      return 'failed';
    default:
      return error.code satisfies never;
  }
}

/** What a driver refuses or fails at becomes a coded error; the driver's own text stays in the log. */
export function readable(error: unknown): unknown {
  if (!(error instanceof DriverError)) return error;
  const { code } = error;
  if (code === 'not-found')
    return new PatchbayError('NOT_FOUND', 'The machine has nothing there. Nothing was changed.', {
      cause: error,
    });
  if (code === 'denied' || code === 'invalid' || code === 'unsupported')
    return new PatchbayError('BAD_INPUT', 'The machine refused this. Nothing was changed.', { cause: error });
  return new PatchbayError('UNAVAILABLE', 'The machine does not answer right now. Try again in a moment.', {
    cause: error,
  });
}

function mayReach({ role }: Member): boolean {
  return role === 'designer' || role === 'owner';
}

function signedOut(): PatchbayError {
  return new PatchbayError('UNAUTHENTICATED', 'Sign in to go on.');
}
