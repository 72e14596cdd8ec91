import { isDeepStrictEqual } from 'node:util';
import type { Actor as Person } from '../../src/context.ts';
import { PatchbayError } from '../../src/errors.ts';
import type { Session } from '../database/client.ts';
import type { Customer } from '../database/founding.ts';
import { ConnectionClosed } from '../faults/line.ts';
import type { Storm } from '../faults/storm.ts';
import { appOf, startProcess } from '../processes/process.ts';
import { newActor } from '../scheduler.ts';
import type { Workers } from '../processes/workers.ts';

/** What came of a request. `unknown`: it may have happened. */
export type Answer<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unknown' };

const PATIENCE_MS = 90_000;
const TRIES = 6;

/** Where persons ask the product for something, through whichever server process is there. */
export class Desk {
  readonly session: Session;
  readonly storm: Storm;
  readonly #workers: Workers;
  #requests = 0;

  constructor(session: Session, storm: Storm, workers: Workers) {
    this.session = session;
    this.storm = storm;
    this.#workers = workers;
  }

  get now(): number {
    return this.session.scheduler.now;
  }

  /** Asks until there is an answer: whoever does not hear of a request sends it again, with the same key. */
  async ask<T>(
    customer: Customer,
    what: string,
    work: (actor: Person) => Promise<T>,
    mayRepeat = true,
  ): Promise<Answer<T>> {
    const name = `${customer.person.name}-${(this.#requests += 1)}`;
    for (let tries = 1; tries <= (mayRepeat ? TRIES : 1); tries += 1) {
      const twice = mayRepeat && this.storm.strikes('sent-twice', name);
      const answers = await Promise.all(
        Array.from({ length: twice ? 2 : 1 }, () => this.#send(customer, name, work)),
      );
      const known = answers.filter((answer) => answer.kind === 'done');
      const [first, second] = known;
      if (first && second && !isDeepStrictEqual(plain(first.value), plain(second.value)))
        this.session.witness.disagrees(name, what);
      const answer = first ?? answers.find(({ kind }) => kind === 'refused') ?? { kind: 'unknown' as const };
      this.session.trace.line(
        this.now,
        name,
        `${what}: ${answer.kind} ${'code' in answer ? answer.code : ''}`,
      );
      // Where one of two was refused and the other is unknown, the refusal may be of what the other did.
      const isSettled = answer.kind === 'done' || answers.every(({ kind }) => kind === 'refused');
      if (isSettled) return answer;
      await this.session.scheduler.sleep(null, this.storm.whole(500, 5_000));
    }
    return { kind: 'unknown' };
  }

  /** One request to one process, which may be gone before it answers. */
  async #send<T>(customer: Customer, name: string, work: (actor: Person) => Promise<T>): Promise<Answer<T>> {
    const process = startProcess(this.session, newActor(name), (driver) => driver);
    const app = appOf(process, () => {
      if (this.storm.strikes('lost-wake-up', name)) return;
      this.#workers.wake();
      if (this.storm.strikes('told-twice', name)) this.#workers.wake();
    });
    const answered = work({ app, person: customer.person, member: customer.member }).then(
      (value): Answer<T> => ({ kind: 'done', value }),
      (error: unknown): Answer<T> => {
        if (error instanceof PatchbayError) return { kind: 'refused', code: error.code };
        if (!isBroken(error)) this.session.witness.failed(name, String(error));
        this.session.trace.line(this.now, name, `failed: ${String(error)}`);
        return { kind: 'unknown' };
      },
    );
    const given = new Promise<Answer<T>>((resolve) => {
      const stop = this.session.scheduler.after(PATIENCE_MS, null, () => resolve({ kind: 'unknown' }));
      void answered.then(stop);
    });
    return Promise.race([answered, given]);
  }
}

/** The connection to the database broke, as some do here. */
function isBroken(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof ConnectionClosed) return true;
  return false;
}

/** As it goes over the wire. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
