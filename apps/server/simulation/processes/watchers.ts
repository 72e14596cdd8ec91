import { MINUTE, SECOND } from '@patchbay/engine/time';
import { lookAtPaper, sweepPaper } from '../../src/workers/hosts/paper-watch.ts';
import { resume } from '../../src/workers/hosts/resume.ts';
import type { Session } from '../database/client.ts';
import type { Random } from '../random.ts';
import { newActor } from '../scheduler.ts';
import { startProcess, type Process, type Wrap } from './process.ts';
import type { Workers } from './workers.ts';

/** Any number of processes may look at the hosts. */
const PROCESSES = 2;
/** In the product each looks once a second; here, as long as there is something new to see. */
const SOON_MS = 20 * SECOND;
const LATER_MS = MINUTE;
const ROUND_MS = MINUTE;

const ILL = `select (select count(*) from host where status = 'suspect')::int,
  (select count(*) from host where status = 'lost')::int + (select count(*) from slot where state = 'attention' and stranded_from is not null)::int`;

interface Watcher {
  readonly process: Process;
  isBusy: boolean;
}

/** Those who look at the hosts, from when something is done to one of them until all is well again. */
export class Watchers {
  readonly #session: Session;
  readonly #workers: Workers;
  readonly #random: Random;
  readonly #wrap: Wrap;
  readonly #watchers: (Watcher | null)[] = Array.from({ length: PROCESSES }, () => null);
  #made = 0;
  #soonUntil = 0;
  #sweptAt = 0;
  #stop: (() => void) | null = null;

  constructor(session: Session, workers: Workers, random: Random, wrap: Wrap) {
    this.#session = session;
    this.#workers = workers;
    this.#random = random;
    this.#wrap = wrap;
  }

  /** Something was done to a host. */
  rouse(): void {
    this.#soonUntil = this.#session.scheduler.now + SOON_MS;
    this.#next(this.#random.whole(0, SECOND));
  }

  #next(ms: number): void {
    this.#stop?.();
    this.#stop = this.#session.scheduler.after(ms, null, () => this.#round());
  }

  /** Begins a look, and waits for none of it; never two of one process at once. */
  #round(): void {
    this.#stop = null;
    const { now } = this.#session.scheduler;
    const nth = this.#random.whole(0, PROCESSES - 1);
    const watcher = this.#watcherAt(nth);
    if (!watcher.isBusy) {
      watcher.isBusy = true;
      void this.#look(watcher).finally(() => (watcher.isBusy = false));
    }
    const [suspect, lost] = this.#session.statements.run(ILL, []).rows[0] as [number, number];
    if (suspect > 0 || now < this.#soonUntil) this.#next(SECOND);
    else if (lost > 0) this.#next(this.#random.whole(LATER_MS / 2, LATER_MS));
  }

  /** One that is gone is started again. */
  #watcherAt(nth: number): Watcher {
    const known = this.#watchers[nth];
    if (known && !known.process.actor.gone) return known;
    const process = startProcess(this.#session, newActor(`watcher-${(this.#made += 1)}`), this.#wrap);
    const started = { process, isBusy: false };
    this.#watchers[nth] = started;
    return started;
  }

  async #look({ process: { db, drivers, log } }: Watcher): Promise<void> {
    const tools = { platform: db.platform, drivers };
    const { scheduler } = this.#session;
    try {
      if (await lookAtPaper(tools, log)) this.#workers.wake();
      if (scheduler.now - this.#sweptAt < ROUND_MS) return;
      this.#sweptAt = scheduler.now;
      await sweepPaper(tools, log);
      if ((await resume(tools, log)) > 0) this.#workers.wake();
    } catch (error) {
      log.error({ err: error }, 'looking at the hosts failed');
      // What there was to see has not been seen yet.
      this.rouse();
    }
  }
}
