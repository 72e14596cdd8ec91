import type { Actor } from '../scheduler.ts';
import type { Violation } from '../violation.ts';
import type { Answer } from './statements.ts';

const TAKES = 'lease_epoch = lease_epoch + 1, tries = tries + 1';
const HOLDS = /^update "outbox" set "lease_until" = .* returning "id"$/;
const OVERDRAWN = 'PB001';

/**
 * Sees every statement that goes to the database, and notes what no later look at the rows could tell: who wrote as the
 * holder of a job, and what only a backstop refused.
 */
export class Witness {
  readonly violations: Violation[] = [];
  /** Who took each job last, by name. */
  readonly #holders = new Map<string, string>();
  /** And which job each has. */
  readonly #jobs = new Map<string, string>();
  #taken: readonly [string, string][] = [];

  begins(): void {
    this.#taken = [];
  }

  commits(): void {
    for (const [job, name] of this.#taken) this.#holders.set(job, name);
    this.#taken = [];
  }

  /** What somebody works at; null while there is nothing to do. */
  jobOf(name: string): string | null {
    return this.#jobs.get(name) ?? null;
  }

  sees({ name }: Actor, text: string, { rows }: Answer): void {
    const job = rows[0]?.[0];
    const takes = text.includes(TAKES);
    if (takes) this.#jobs.delete(name);
    if (typeof job !== 'string') return;
    if (takes) {
      this.#taken = [...this.#taken, [job, name]];
      this.#jobs.set(name, job);
    }
    if (!HOLDS.test(text)) return;
    const holder = this.#holders.get(job);
    if (holder !== name)
      this.#note('lease-proved', `${name} wrote as the holder of ${job}, which is ${holder}`);
  }

  /** The claim function finds out by itself that there is no room; the trigger behind it is there for what forgets to ask. */
  refused(text: string, error: unknown): void {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
    if (code === OVERDRAWN && text.includes('claim_reservation'))
      this.#note('backstop-unused', 'a booking without room was refused by the trigger alone');
  }

  /** A person was told that something broke which no fault of the world explains. */
  failed(who: string, what: string): void {
    this.#note('refused-with-reason', `${who} was refused with "${what}"`);
  }

  shows(who: string, count: number): void {
    this.#note('ISO-1', `${who} was shown ${count} reservations of somebody else`);
  }

  disagrees(who: string, what: string): void {
    this.#note('one-answer-per-key', `${who}: ${what} had two answers for one key`);
  }

  #note(invariant: string, what: string): void {
    this.violations.push({ invariant, what });
  }
}
