import { Heap } from './heap.ts';
import type { Random } from './random.ts';

/** Somebody who acts: a server process, or a person at a browser. Once it is gone, nothing of it goes on. */
export interface Actor {
  readonly name: string;
  /** Nothing happens to the world itself. */
  readonly isWorld: boolean;
  gone: boolean;
  /** Until then nothing of it goes on. */
  pausedUntil: number;
}

export const newActor = (name: string, isWorld = false): Actor => ({
  name,
  isWorld,
  gone: false,
  pausedUntil: 0,
});

interface Event {
  at: number;
  /** Drawn by the seed: of what falls due at the same instant, any may be first. */
  readonly tie: number;
  readonly seq: number;
  readonly actor: Actor | null;
  readonly run: () => void;
  stopped: boolean;
}

const isBefore = (a: Event, b: Event) =>
  a.at !== b.at ? a.at < b.at : a.tie !== b.tie ? a.tie < b.tie : a.seq < b.seq;

export interface Hooks {
  /** Everything waits: what is due by itself can be called before time passes. */
  beforeTimePasses(next: number): void;
}

/**
 * The only one who lets time pass. Whatever was begun goes on until all of it waits; then the soonest event happens, at its
 * instant. So of all that goes on at the same time one thing happens after the other, in an order that the seed decides.
 */
export class Scheduler {
  now: number;
  hooks: Hooks | null = null;
  /** Who goes on at this moment: timers that are set meanwhile are theirs. */
  current: Actor | null = null;
  /** Transactions that are open: while one is, nothing else happens. */
  open = 0;
  readonly #events = new Heap<Event>(isBefore);
  readonly #random: Random;
  #seq = 0;

  constructor(start: number, random: Random) {
    this.now = start;
    this.#random = random;
  }

  /** Runs `work` after a time, unless it is stopped, or who wanted it is gone. */
  after(ms: number, actor: Actor | null, run: () => void): () => void {
    const at = this.now + Math.max(0, Math.round(ms));
    const event = { at, tie: this.#random.next(), seq: (this.#seq += 1), actor, run, stopped: false };
    this.#events.push(event);
    return () => {
      event.stopped = true;
    };
  }

  /** Goes on later; never, when who waits is gone by then. */
  sleep(actor: Actor | null, ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, actor, resolve));
  }

  async runUntil(end: number): Promise<void> {
    await this.#settle();
    for (;;) {
      if (this.#next() > this.now) this.hooks?.beforeTimePasses(Math.min(this.#next(), end));
      const at = this.#next();
      if (at > end) break;
      this.now = Math.max(this.now, at);
      await this.#happen();
    }
    this.now = end;
  }

  #next(): number {
    while (this.#events.first?.stopped || this.#events.first?.actor?.gone) this.#events.pop();
    return this.#events.first?.at ?? Infinity;
  }

  async #happen(): Promise<void> {
    const event = this.#events.pop();
    if (!event) return;
    const until = event.actor?.pausedUntil ?? 0;
    if (until > this.now) {
      // The same one, since it may be stopped meanwhile.
      event.at = until;
      this.#events.push(event);
      return;
    }
    this.current = event.actor;
    event.run();
    await this.#settle();
    this.current = null;
  }

  /** Nothing is under way any more once no transaction is open and nothing is left to go on with at once. */
  async #settle(): Promise<void> {
    do await new Promise(setImmediate);
    while (this.open > 0);
  }
}
