import type { Tx } from '../db/pool.ts';
import type { Observed } from '../drivers/driver.ts';
import * as dataCenter from '../features/data-center/inventory.ts';
import type { Lease } from '../features/environments/outbox.ts';
import * as kept from '../features/environments/kept.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import {
  bounded,
  DONE,
  POLL_MS,
  readSubject,
  removeAll,
  write,
  type StepResult,
  type Subject,
  type Tools,
} from './step.ts';

/**
 * Deletes what an environment kept between slots, unless another slot has been booked meanwhile. First nobody may find
 * it any more, then it goes: whoever books in between starts anew. It is done once the data center shows nothing of it; what lies
 * on a host that does not answer is swept when that is back.
 */
export async function clearStep(tools: Tools, lease: Lease): Promise<StepResult> {
  const subject = await tools.platform.tx(null, (tx) => readSubject(tx, tools, lease));
  const places = await write(tools, lease, (tx) => forget(tx, subject));
  // On paper data is at the site as a whole.
  const { driver, environment } = subject;
  const hosts = driver.real ? [...new Set([...subject.hosts, ...places])] : [environment.siteId];
  const stale = await unwantedOn(tools, subject, hosts);
  await removeAll(subject, stale);
  const left = stale.length > 0 ? await unwantedOn(tools, subject, hosts) : [];
  return left.length > 0 ? { again: subject.now + POLL_MS } : DONE;
}

/** Answers the hosts where there was something, as far as they answer. */
async function forget(tx: Tx, { environment, driver }: Subject): Promise<string[]> {
  await kept.setDataUntil(tx, environment.id, null);
  if (await slots.isBookedAhead(tx, environment.id)) return [];
  const volumes = (await kept.volumesOf(tx, environment.id)).length;
  const spares = (await kept.sparesOf(tx, environment.id)).map(({ host }) => host);
  const hosts = (await kept.placesOf(tx, [environment.id])).map(({ host }) => host);
  await kept.dropAll(tx, environment.id);
  if (hosts.length > 0) {
    const names = await dataCenter.hostNames(tx);
    const on = [...new Set(spares)].map((host) => names.get(host) ?? '').join(', ');
    await environments.addEvent(tx, environment, 'cleared', { volumes, spares: on });
  }
  return driver.real ? dataCenter.answering(tx, hosts) : hosts;
}

/** Looks first and asks afterwards what is kept, so that nothing that is made anew is taken for old. */
async function unwantedOn(
  tools: Tools,
  { environment, driver }: Subject,
  hosts: readonly string[],
): Promise<Observed[]> {
  const seen = await driver.list(hosts, environment.id, bounded());
  const places = await tools.platform.tx(null, (tx) => kept.placesOf(tx, [environment.id]));
  const isKept = ({ host, key }: Observed) =>
    places.some((row) => row.host === host && row.component === key.component && row.idx === key.idx);
  return seen.filter((one) => one.form === 'volume' && !isKept(one));
}
