import type { App } from '../../context.ts';
import { PatchbayError } from '../../errors.ts';
import type { Place } from '../environments/machines.ts';
import { reach, untilLost, type Visitor } from './right.ts';
import { GRACE_MS, TerminalSession, type Size } from './terminal-session.ts';
import { within } from './within.ts';

const MAX_TERMINALS_PER_PERSON = 8;
const OPEN_MS = 15_000;

export interface TerminalRequest {
  readonly visitor: Visitor;
  readonly place: Place;
  /** Chosen by the browser; coming back with it finds the same shell again. */
  readonly session: string;
  readonly size: Size;
}

export interface Opened {
  readonly session: TerminalSession;
  /** Whether it was there already. */
  readonly resumed: boolean;
}

/**
 * The terminals that this server process has open. A session is known by its person and its id, so nobody finds or
 * names another person's.
 */
export class Terminals {
  readonly #app: App;
  readonly #graceMs: number;
  readonly #sessions = new Map<string, Promise<TerminalSession>>();

  constructor(app: App, graceMs = GRACE_MS) {
    this.#app = app;
    this.#graceMs = graceMs;
  }

  async open(request: TerminalRequest): Promise<Opened> {
    const { visitor, place, size } = request;
    const reached = await reach(this.#app, visitor, place);
    const key = `${visitor.personId} ${request.session}`;
    const known = this.#sessions.get(key);
    if (known) {
      const session = await known;
      if (!isSame(session.reached.place, place))
        throw new PatchbayError('BAD_INPUT', 'This terminal is on another machine.');
      session.resize(size);
      return { session, resumed: true };
    }
    const mine = [...this.#sessions.keys()].filter((each) => each.startsWith(`${visitor.personId} `));
    if (mine.length >= MAX_TERMINALS_PER_PERSON)
      throw new PatchbayError('TOO_MANY', `At most ${MAX_TERMINALS_PER_PERSON} terminals can be open.`);
    const opening = within(OPEN_MS, async (signal) => {
      const terminal = await reached.access.openTerminal(reached.host, reached.key, size, { signal });
      return new TerminalSession(reached, terminal, { log: this.#app.log, graceMs: this.#graceMs });
    });
    this.#sessions.set(key, opening);
    opening.then(
      (session) => this.#watch(key, session),
      () => this.#sessions.delete(key),
    );
    return { session: await opening, resumed: false };
  }

  /** Ends every process that was started in a machine. */
  async end(): Promise<void> {
    const all = await Promise.allSettled(this.#sessions.values());
    for (const each of all) if (each.status === 'fulfilled') each.value.end('closed');
  }

  #watch(key: string, session: TerminalSession): void {
    session.ended.addEventListener('abort', () => this.#sessions.delete(key));
    if (session.ended.aborted) this.#sessions.delete(key);
    untilLost(this.#app, session.reached, session.ended).then(
      (loss) => loss && session.end(loss),
      (error: unknown) => {
        this.#app.log.error({ err: error }, 'the right to a terminal could not be watched');
        session.end('failed');
      },
    );
  }
}

function isSame(a: Place, b: Place): boolean {
  return a.environmentId === b.environmentId && a.component === b.component && a.idx === b.idx;
}
