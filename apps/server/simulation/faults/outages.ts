import { HOUR, MINUTE, SECOND } from '@patchbay/engine/time';
import * as failures from '../../src/features/failures/service.ts';
import type { Session } from '../database/client.ts';
import { appOf, type Process } from '../processes/process.ts';
import type { Watchers } from '../processes/watchers.ts';
import type { Workers } from '../processes/workers.ts';
import type { Random } from '../random.ts';
import type { Coverage, Met } from './coverage.ts';
import type { Fault } from './storm.ts';

/** A slot that had machines on hosts as they failed. */
interface Victim {
  readonly slotId: string;
  readonly state: string;
  /** When its time was over, as far as was known. */
  readonly end: number;
  readonly addresses: string | null;
}

/** Hosts that were dark for a time, and what was there. */
export interface Outage {
  readonly hosts: readonly string[];
  readonly from: number;
  to: number | null;
  readonly victims: readonly Victim[];
}

/** What fails as one, by name; a switch that fails cuts its hosts off, and they run on. */
const SCOPES = {
  'host-off': 'host',
  'rack-off': 'rack',
  'rack-cut': 'switch',
  'site-off': 'site',
} as const satisfies Partial<Record<Fault, failures.Where['scope']>>;
type OutageFault = keyof typeof SCOPES;
export const OUTAGES = Object.keys(SCOPES) as readonly OutageFault[];
const FAULT_OF: Readonly<Record<failures.Where['scope'], OutageFault>> = {
  host: 'host-off',
  rack: 'rack-off',
  switch: 'rack-cut',
  site: 'site-off',
};
const COLUMNS = { host: 'id', rack: 'rack_id', switch: 'rack_id', site: 'site_id' } as const;

const AT_A_START = 0.4;
/** A look for work comes within a second, and most starts take another. */
const STARTING_MS = 2 * SECOND;
const NEXT_START = `select (extract(epoch from min(lower(during))) * 1000)::float8 from slot
  where state = 'scheduled' and lower(during) between $1::timestamptz + interval '1 minute' and $1::timestamptz + interval '20 hours'`;
/** For so many hours it is waited for. */
const HOURS = 24;
/** What runs is looked at for so long before, so that it is known until when it ran, and after. */
const BEFORE_MS = 30 * SECOND;
const AFTER_MS = MINUTE;

interface Setting {
  readonly session: Session;
  readonly world: Process;
  readonly workers: Workers;
  readonly watchers: Watchers;
  readonly coverage: Coverage;
}

/** Hosts, racks, switches and sites that fail, and come back. */
export class Outages {
  readonly all: Outage[] = [];
  readonly #setting: Setting;
  readonly #open = new Map<Outage, failures.Where>();
  /** Hosts that are dark, from before it begins until it is over: one that is mended twice is back too soon. */
  readonly #held = new Set<string>();

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  /** Something that machines are on fails, as soon as there are some, for seconds, minutes or hours. */
  async strike(fault: OutageFault, random: Random): Promise<void> {
    const { session, workers } = this.#setting;
    const scope = SCOPES[fault];
    if (random.chance(AT_A_START)) await this.#untilStart(random);
    for (let tries = 1; tries <= HOURS; tries += 1) {
      if (this.#inUse(scope).length > 0) {
        workers.watch(BEFORE_MS);
        await session.scheduler.sleep(null, BEFORE_MS);
        const inUse = this.#inUse(scope);
        if (inUse.length === 0) return;
        const outage = await this.fail({ scope, id: random.pick(inUse) });
        if (!outage) return;
        await session.scheduler.sleep(null, lengthOf(random));
        return this.mend(outage);
      }
      await session.scheduler.sleep(null, HOUR);
    }
  }

  /** The next slot begins, and its machines are being made. */
  async #untilStart(random: Random): Promise<void> {
    const { statements, scheduler } = this.#setting.session;
    const { rows } = statements.run(NEXT_START, [new Date(scheduler.now)]);
    const at = rows[0]?.[0];
    if (typeof at === 'number')
      await scheduler.sleep(null, at - BEFORE_MS - scheduler.now + random.whole(0, STARTING_MS));
  }

  #inUse(scope: keyof typeof COLUMNS): string[] {
    const { statements, scheduler } = this.#setting.session;
    const { rows } = statements.run(
      `select distinct h.${COLUMNS[scope]} from host_claim c join host h on h.id = c.host_id
        where c.state <> 'released' and c.during @> $1::timestamptz order by 1`,
      [new Date(scheduler.now)],
    );
    return rows.map(([id]) => String(id));
  }

  /** Null where some of it is dark already. */
  async fail(where: failures.Where): Promise<Outage | null> {
    const { session, workers, coverage } = this.#setting;
    const hosts = this.#hostsOf(where);
    if (hosts.some((id) => this.#held.has(id))) return null;
    for (const id of hosts) this.#held.add(id);
    await failures.provoke(this.#app(), { ...where, minutes: null });
    const outage = { hosts, from: session.scheduler.now, to: null, victims: this.#victims(hosts) };
    for (const { state } of outage.victims) coverage.meets(FAULT_OF[where.scope], state as Met);
    this.all.push(outage);
    this.#open.set(outage, where);
    workers.watch(AFTER_MS);
    return outage;
  }

  async mend(outage: Outage): Promise<void> {
    const where = this.#open.get(outage);
    if (!where) return;
    this.#open.delete(outage);
    await failures.mend(this.#app(), where);
    for (const id of outage.hosts) this.#held.delete(id);
    outage.to = this.#setting.session.scheduler.now;
    this.#setting.workers.watch(AFTER_MS);
  }

  async mendAll(): Promise<void> {
    for (const outage of this.#open.keys()) await this.mend(outage);
  }

  #app() {
    const { world, watchers } = this.#setting;
    return { ...appOf(world, () => {}), look: () => watchers.rouse() };
  }

  #hostsOf({ scope, id }: failures.Where): string[] {
    const { rows } = this.#setting.session.statements.run(
      `select id from host where ${COLUMNS[scope]} = $1 order by 1`,
      [id],
    );
    return rows.map(([host]) => String(host));
  }

  #victims(hosts: readonly string[]): Victim[] {
    const { rows } = this.#setting.session.statements.run(
      `select s.id, s.state, (extract(epoch from upper(s.during)) * 1000)::float8, ${ADDRESSES} from slot s join plan p on p.slot_id = s.id and p.state = 'current'
        where s.state in ('starting', 'running') and exists (
          select 1 from host_claim c where c.slot_id = s.id and c.plan_no = p.no and c.state <> 'released' and c.host_id = any ($1)) order by 1`,
      [`{${hosts.join(',')}}`],
    );
    return rows.map(([slotId, state, end, addresses]) => ({
      slotId: String(slotId),
      state: String(state),
      end: Number(end),
      addresses: addresses as string | null,
    }));
  }
}

/** The addresses of a slot's environment, as one text. */
export const ADDRESSES = `(select string_agg(a.component || ' ' || a.idx || ' ' || a.network || ' ' || a.address, ', ' order by a.component, a.idx, a.network)
   from address a where a.environment_id = s.environment_id)`;

/** Some are over before anybody is sure. */
function lengthOf(random: Random): number {
  if (random.chance(0.3)) return random.whole(SECOND, 20 * SECOND);
  return random.chance(0.8) ? random.whole(MINUTE, 40 * MINUTE) : random.whole(HOUR, 3 * HOUR);
}
