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

export function newTrace(print: ((line: string) => void) | null): Trace {
  const hash = createHash('sha256');
  const kept: string[] = [];
  let statements = 0;
  return {
    line: (at, who, what) => {
      const line = `${new Date(at).toISOString()} ${who.padEnd(12)} ${what}`;
      hash.update(line);
      kept.push(line);
      if (kept.length > KEPT) kept.shift();
      print?.(line);
    },
    count: (what) => {
      statements += 1;
      hash.update(what);
    },
    get statements() {
      return statements;
    },
    last: () => kept,
    hash: () => hash.copy().digest('hex'),
  };
}
