import { hourBuckets } from '@patchbay/engine/time';
import type { Tx } from '../db/pool.ts';
import * as outbox from '../features/environments/outbox.ts';
import * as environments from '../features/environments/repository.ts';
import * as caps from '../features/budgets/caps.ts';
import { holdCharges } from '../features/invoices/open.ts';
import * as usage from '../features/usage/service.ts';
import { wantedOf } from '../features/environments/making/desired.ts';
import { ensure } from './bring-up.ts';
import { cameUp } from './hosts/came-up.ts';
import { ensureImages } from './images.ts';
import { isBegun, isGone, isMachine, isOff, isOn, observe, sightsOf, type Sight } from './observe.ts';
import { keepSwitched, switchOff } from './power.ts';
import {
  bounded,
  DONE,
  inParallel,
  look,
  readSubject,
  write,
  type StepResult,
  type Subject,
  type Tools,
} from './step.ts';

/** How often a running environment is observed and read, in world time. */
const PERIOD_MS = 10_000;
/** What was repaired or switched is looked at again soon. */
const SOON_MS = 1000;

/**
 * Looks at what runs, keeps its counters, repairs what is not as it should be, and looks again later. What is on a host
 * that does not answer is left alone until that is back, or is moved by whoever watches the hosts.
 */
export async function watchStep(tools: Tools, lease: outbox.Lease): Promise<StepResult> {
  const { subject, wanted } = await tools.platform.tx(null, async (tx) => {
    const found = await readSubject(tx, tools, lease);
    return { subject: found, wanted: await wantedOf(tx, found.booked, found.environment, found.driver.real) };
  });
  const { booked, environment, driver, hosts } = subject;
  if (booked.slot.state !== 'running') return DONE;
  if (wanted.some(({ host }) => !hosts.includes(host))) return { again: subject.now + PERIOD_MS };
  const readings = await driver.sample(hosts, environment.id, bounded());
  const sights = await sightsOf(subject, wanted, await look(subject));
  const switched = await switchOff(subject, sights);
  const repaired = await repair(subject, sights);
  return write(tools, lease, async (tx) => {
    await observe(tx, subject, sights);
    await restored(tx, subject, sights);
    await usage.keepReadings(tx, booked, environment.generation, [...readings, ...switched.readings]);
    const changing = await keepSwitched(tx, subject, switched);
    // What a failure took was told when it was moved.
    if (repaired > 0 && !(await outbox.isOpen(tx, booked.slot.id, 'mend')))
      await environments.addEvent(tx, environment, 'repaired', { machines: repaired });
    const soon = changing || repaired > 0 || sights.some(isSwitching);
    return { again: tx.now + (soon ? SOON_MS : PERIOD_MS) };
  });
}

/**
 * After a failure that nothing was moved for: over once all of it is on. Not `ready`: a service that its owner switched off is no
 * downtime of ours.
 */
async function restored(tx: Tx, { booked }: Subject, sights: readonly Sight[]): Promise<void> {
  const { id } = booked.slot;
  if (!sights.every(isOn) || !(await usage.isDown(tx, id)) || (await outbox.isOpen(tx, id, 'mend'))) return;
  await holdCharges(tx, booked.reservation.channelId);
  await cameUp(tx, booked);
}

/**
 * A machine that is off is started, and one that is gone or only said to run is made anew, once its image is there: an
 * engine that lost the one may have lost the other. What its owner switched off is left so. Answers how many were not asked to start.
 */
async function repair({ driver }: Subject, sights: readonly Sight[]): Promise<number> {
  const toRun = sights.filter(({ wanted: { power } }) => power === 'on' || power === 'starting');
  const lost = toRun.filter(isGone);
  const imaged = await ensureImages(
    driver,
    lost.map(({ wanted }) => wanted),
  );
  const gone = lost.filter((sight) => imaged || !isMachine(sight));
  const begun = toRun.filter(({ seen }) => seen && isBegun(seen));
  const off = toRun.filter((sight) => isMachine(sight) && (isOff(sight) || gone.includes(sight)));
  await inParallel(gone, async ({ wanted, seen }) => {
    if (seen) await driver.remove(wanted.host, seen, bounded());
    await ensure(driver, wanted, bounded());
  });
  await inParallel(begun, ({ wanted }) => ensure(driver, wanted, bounded()));
  await inParallel([...off, ...begun.filter(isMachine)], ({ wanted: { host, key } }) =>
    driver.start(host, key, bounded()),
  );
  return off.filter(({ wanted }) => wanted.power === 'on').length;
}

/** On its way from one to the other. */
function isSwitching({ wanted: { power }, seen }: Sight): boolean {
  return power === 'restart' || power === 'starting' || (power === 'off' && seen?.state === 'running');
}

/** At each full hour of a slot: reads the counters and charges everything up to that hour. */
export async function meterStep(tools: Tools, lease: outbox.Lease): Promise<StepResult> {
  const {
    booked: before,
    environment,
    driver,
    hosts,
  } = await tools.platform.tx(null, (tx) => readSubject(tx, tools, lease));
  const readings = await driver.sample(hosts, environment.id, bounded());
  return write(tools, lease, async (tx) => {
    // Read again, since the slot may have been shortened while the driver was asked, and once no cap can end it any more.
    await holdCharges(tx, before.reservation.channelId);
    const { booked } = await readSubject(tx, tools, lease);
    if (booked.slot.state !== 'running') return DONE;
    await usage.keepReadings(tx, booked, environment.generation, readings);
    await usage.settle(tx, booked, environment.generation, tx.now);
    await caps.plan(tx, booked.reservation);
    const ahead = hourBuckets(booked.slot.during).find(
      (bucket) => bucket.end > tx.now && bucket.end < booked.slot.during.end,
    );
    return ahead ? { again: ahead.end } : DONE;
  });
}
