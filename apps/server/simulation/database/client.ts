import type postgres from 'postgres';
import type { Actor, Scheduler } from '../scheduler.ts';
import type { Trace } from '../trace.ts';
import type { Answer, Statements } from './statements.ts';
import type { Witness } from './witness.ts';

/** What happens to a transaction on its way; a fault throws. */
export interface Line {
  beforeBegin(actor: Actor): void;
  /** The connection broke before the database could commit: nothing is kept. */
  beforeCommit(actor: Actor): void;
  /** It broke after that: all is kept, and who asked does not know. */
  afterCommit(actor: Actor): void;
}

export interface Session {
  readonly statements: Statements;
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  readonly witness: Witness;
  line: Line;
  /** A mistake that is planted in statements on their way; null: they go as they are. */
  rewrite: ((text: string) => string) | null;
  /** Milliseconds that a message to the database takes. */
  latencyMs(): number;
  close(): Promise<void>;
}

/** Rows of these never change, and a process keeps what it has read; so how often they are read says nothing. */
const KEPT = /from "(catalog_version|price_book_version)"/;

/**
 * A client of the one session of the database in this process, as one actor and one role. It has as much of the library's
 * interface as a pool uses. Who reserves a connection waits as the scheduler says, and has the session alone until it is
 * released.
 */
export function clientOf(session: Session, actor: Actor, role: string): postgres.Sql {
  const { scheduler, trace, statements, witness } = session;
  const run = (text: string, values: readonly unknown[]): Answer => {
    if (!KEPT.test(text)) trace.count(`${text}${JSON.stringify(values)}`);
    try {
      const answer = statements.run(session.rewrite?.(text) ?? text, values);
      witness.sees(actor, text, answer);
      return answer;
    } catch (error) {
      witness.refused(text, error);
      throw error;
    }
  };
  const begin = (text: string) => {
    trace.count(text);
    witness.begins();
    statements.run(text, []);
    statements.run(ROLE_AND_TIME, [role, new Date(scheduler.now).toISOString()]);
  };
  // The data center's own memory is no matter of ours.
  const ours = role !== 'patchbay_simulator';
  const commit = () => {
    if (ours) session.line.beforeCommit(actor);
    statements.run('commit', []);
    witness.commits();
    if (ours) session.line.afterCommit(actor);
  };
  const unsafe = (text: string, values: readonly unknown[] = []) =>
    new Query(() => {
      if (text.startsWith('begin')) begin(text);
      else if (text === 'commit') commit();
      else if (text === 'rollback') statements.run(text, []);
      else return run(text, values);
      return { columns: [], rows: [] };
    });
  const reserve = async () => {
    session.line.beforeBegin(actor);
    await scheduler.sleep(actor, session.latencyMs());
    scheduler.open += 1;
    const release = () => {
      scheduler.open -= 1;
    };
    return { release, unsafe };
  };
  const options = { parsers: {}, serializers: {} };
  return { options, reserve, unsafe, end: () => Promise.resolve() } as unknown as postgres.Sql;
}

const ROLE_AND_TIME = "select set_config('role', $1, true), set_config('simulation.now', $2, true)";

/** A query of the library: begun when it is first waited for, or asked for its rows as columns in order. */
class Query implements PromiseLike<unknown[]> {
  readonly #run: () => Answer;

  constructor(run: () => Answer) {
    this.#run = run;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- so it is with the library, and who uses it counts on that
  then<A, B>(
    done?: ((rows: unknown[]) => A | PromiseLike<A>) | null,
    failed?: ((cause: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    // oxlint-disable-next-line promise/no-callback-in-promise -- as above
    return this.#named().then(done, failed);
  }

  catch<B>(failed: (cause: unknown) => B | PromiseLike<B>): Promise<unknown> {
    return this.#named().catch(failed);
  }

  async values(): Promise<unknown[][]> {
    return this.#run().rows.map((row) => [...row]);
  }

  async #named(): Promise<unknown[]> {
    const { columns, rows } = this.#run();
    return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
  }
}
