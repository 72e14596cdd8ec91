import { createHash } from 'node:crypto';

/** What happened, in order. Two runs of one seed have the same hash, or something was not decided by the seed. */
export interface Trace {
  /** What a person reads when a run fails. */
  line(at: number, who: string, what: string): void;
  /** What only counts for the hash, such as a statement. */
  count(what: string): void;
  readonly statements: number;
  last(): readonly string[];
  hash(): string;
}

const KEPT = 40;
/** What is hashed is hashed so much at a time: a call for each statement costs more than what it says. */
const HASHED = 64 * 1024;

export function newTrace(print: ((line: string) => void) | null): Trace {
  const hash = createHash('sha256');
  const kept: string[] = [];
  let statements = 0;
  let waiting = '';
  const add = (what: string) => {
    waiting += what;
    if (waiting.length < HASHED) return;
    hash.update(waiting);
    waiting = '';
  };
  return {
    line: (at, who, what) => {
      const line = `${new Date(at).toISOString()} ${who.padEnd(12)} ${what}`;
      add(line);
      kept.push(line);
      if (kept.length > KEPT) kept.shift();
      print?.(line);
    },
    count: (what) => {
      statements += 1;
      add(what);
    },
    get statements() {
      return statements;
    },
    last: () => kept,
    hash: () => hash.copy().update(waiting).digest('hex'),
  };
}
