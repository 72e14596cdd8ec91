import { runOne } from '../../src/workers/reconciler.ts';
import type { Session } from '../database/client.ts';
import type { Random } from '../random.ts';
import { newActor } from '../scheduler.ts';
import { startProcess, type Process, type Wrap } from './process.ts';

/** A worker looks by itself at least this often, at an instant of its own. */
const LOOKS_EVERY_MS = 1000;
const WAKE_UP_MS = 2;

const NEXT_DUE = `select (extract(epoch from least(
  (select min(greatest(due, lease_until + interval '1 ms', retry_at)) from outbox where done_at is null and (job <> 'watch' or $1)),
  (select min(changes_at) from invoice))) * 1000)::float8`;

interface Worker {
  readonly process: Process;
  /** Goes on with the next look for work; null while it works. */
  look: (() => void) | null;
  /** When it looks next by itself. */
  looksAt: number;
}

/** The worker processes of a world, side by side. */
export class Workers {
  /** Until then heartbeats of what runs are work that is waited for. They are many, and matter when something broke. */
  #watchUntil = 0;
  #workers: Worker[] = [];
  #made = 0;
  #due: { readonly asked: number; readonly at: number | null } = { asked: -1, at: null };
  readonly #session: Session;
  readonly #random: Random;
  readonly #wrap: Wrap;

  constructor(session: Session, random: Random, wrap: Wrap) {
    this.#session = session;
    this.#random = random;
    this.#wrap = wrap;
  }

  start(): void {
    const process = startProcess(this.#session, newActor(`worker-${(this.#made += 1)}`), this.#wrap);
    const worker: Worker = { process, look: null, looksAt: Infinity };
    this.#workers.push(worker);
    void this.#work(worker);
  }

  startLater(ms: number): void {
    this.#session.scheduler.after(ms, null, () => this.start());
  }

  get all(): readonly Process[] {
    return this.#workers.map(({ process }) => process);
  }

  remove(process: Process): void {
    this.#workers = this.#workers.filter((worker) => worker.process !== process);
  }

  watch(ms: number): void {
    this.#watchUntil = Math.max(this.#watchUntil, this.#session.scheduler.now + ms);
    this.#due = { asked: -1, at: null };
  }

  /** A wake-up reaches one process. */
  wake(): void {
    if (this.#workers.length > 0) this.#lookIn(this.#random.pick(this.#workers), WAKE_UP_MS);
  }

  /** Whoever has nothing to do looks at least once a second; here, once there is something to find before `next`. */
  lookWhenDue(next: number): void {
    const { scheduler, trace } = this.#session;
    const idle = this.#workers.filter(({ look, looksAt }) => look !== null && looksAt === Infinity);
    if (idle.length === 0) return;
    if (this.#due.asked !== trace.statements) this.#due = { asked: trace.statements, at: this.#nextDue() };
    const { at } = this.#due;
    if (at === null || at > next) return;
    for (const worker of idle)
      this.#lookIn(worker, Math.max(0, at - scheduler.now) + this.#random.whole(0, LOOKS_EVERY_MS));
  }

  #lookIn(worker: Worker, ms: number): void {
    const { scheduler } = this.#session;
    worker.looksAt = scheduler.now + ms;
    scheduler.after(ms, worker.process.actor, () => worker.look?.());
  }

  async #work(worker: Worker): Promise<void> {
    const { process } = worker;
    const tools = { platform: process.db.platform, drivers: process.drivers };
    for (;;) {
      const more = await runOne(tools, process.log).catch((error: unknown) => {
        process.log.error({ err: error }, 'the end of a step could not be written');
        return true;
      });
      if (more) continue;
      await new Promise<void>((resolve) => {
        worker.looksAt = Infinity;
        worker.look = resolve;
      });
      worker.look = null;
    }
  }

  /** When the soonest open work may be taken by somebody. */
  #nextDue(): number | null {
    const { statements, scheduler } = this.#session;
    const { rows } = statements.run(NEXT_DUE, [scheduler.now < this.#watchUntil]);
    const at = rows[0]?.[0] as number | null;
    return at === null ? null : Math.ceil(at);
  }
}
