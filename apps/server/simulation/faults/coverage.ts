import type { Session } from '../database/client.ts';
import type { Fault } from './storm.ts';

/** What a slot can be while something goes wrong. */
export type Met = 'scheduled' | 'starting' | 'running' | 'ending';

const OF_ALL = `select distinct state from slot where state in ('scheduled', 'starting', 'running', 'ending') order by 1`;
const OF_ONE = `select distinct state from slot where environment_id = $1 and state in ('starting', 'running', 'ending') order by 1`;
const WHOSE = 'select environment_id from outbox where id = $1';

interface Strike {
  readonly fault: Fault;
  readonly who: string;
  readonly environmentId: string | null;
}

/**
 * Which faults met slots in which states: a set of runs in which one never did says nothing of it. A fault of a call or of a
 * process meets the slot that it works for; one that has none in particular meets all there are.
 */
export class Coverage {
  readonly met = new Map<string, number>();
  readonly #session: Session;
  #strikes: Strike[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  strikes(strike: Strike): void {
    this.#strikes.push(strike);
  }

  /** Looked up once no transaction is open. */
  settle(): void {
    const strikes = this.#strikes;
    this.#strikes = [];
    for (const { fault, who, environmentId } of strikes) {
      const of = environmentId ?? this.#worksFor(who);
      const { rows } = this.#session.statements.run(of ? OF_ONE : OF_ALL, of ? [of] : []);
      for (const [state] of rows) this.meets(fault, state as Met);
    }
  }

  meets(fault: Fault, state: Met): void {
    const name = nameOf(fault, state);
    this.met.set(name, (this.met.get(name) ?? 0) + 1);
  }

  #worksFor(who: string): string | null {
    const { witness, statements } = this.#session;
    const job = witness.jobOf(who);
    const found = job === null ? null : statements.run(WHOSE, [job]).rows[0]?.[0];
    return typeof found === 'string' ? found : null;
  }
}

const nameOf = (fault: Fault, state: Met) => `${fault} x ${state}`;

const AT_WORK = ['starting', 'running', 'ending'] as const;
const MAKING = ['starting', 'ending'] as const;
const AT_ANY_TIME = ['scheduled', 'running'] as const;

/** Which states each fault is to meet in a hundred seeds. */
const TO_MEET: Readonly<Record<Fault, readonly Met[]>> = {
  crash: AT_WORK,
  pause: AT_WORK,
  'lost-commit': AT_WORK,
  'broken-connection': AT_WORK,
  slow: AT_WORK,
  'no-effect': AT_WORK,
  'lost-answer': AT_WORK,
  lie: MAKING,
  'said-to-fail': MAKING,
  'twice-done': MAKING,
  'lost-wake-up': AT_ANY_TIME,
  'told-twice': AT_ANY_TIME,
  'machine-lost': ['running'],
  'environment-lost': ['running'],
  'host-off': ['starting', 'running'],
  'rack-off': ['running'],
  'rack-cut': ['running'],
  'site-off': ['running'],
  'no-image': AT_ANY_TIME,
  'host-drained': AT_ANY_TIME,
  'price-change': AT_ANY_TIME,
  'catalog-change': AT_ANY_TIME,
  'cap-lowered': AT_ANY_TIME,
  'at-the-edge': AT_ANY_TIME,
  'sent-twice': AT_ANY_TIME,
};

/** What a set of runs never came to. */
export function missedBy(runs: readonly { readonly met: ReadonlyMap<string, number> }[]): string[] {
  return (Object.keys(TO_MEET) as Fault[])
    .flatMap((fault) => TO_MEET[fault].map((state) => nameOf(fault, state)))
    .filter((name) => !runs.some(({ met }) => met.has(name)));
}
