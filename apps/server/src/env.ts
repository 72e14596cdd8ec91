import { randomUUID } from 'node:crypto';

/** Chance and real time: what a process takes from outside itself without asking the database. */
export interface Env {
  uuid(): string;
  /** In [0, 1). */
  random(): number;
  /** Real time, for what is judged by the clock of a process and not by the world's. */
  now(): number;
  /** Milliseconds since an instant of its own; it never goes back. */
  elapsedMs(): number;
  /** Runs `work` once, after a time, unless it is stopped before. */
  after(ms: number, work: () => void): () => void;
  /** Aborts after a time; keeps no process alive. */
  limit(ms: number): AbortSignal;
}

const real: Env = {
  uuid: randomUUID,
  random: Math.random,
  now: Date.now,
  elapsedMs: () => performance.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  // Not `AbortSignal.timeout`: on Node 20 one that only another signal refers to is collected, and never comes.
  limit: (ms) => {
    const limit = new AbortController();
    setTimeout(() => limit.abort(), ms).unref();
    return limit.signal;
  },
};

export let env: Env = real;

/** A simulation decides by its seed what chance brings, and when it is how late. */
export function setEnv(other: Env): void {
  env = other;
}

export const pause = (ms: number) => new Promise<void>((resolve) => void env.after(ms, resolve));
