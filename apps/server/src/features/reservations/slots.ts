import type { bySlot as readBooked } from './repository.ts';

/** A slot with its reservation. */
export type Booked = NonNullable<Awaited<ReturnType<typeof readBooked>>>;

/** What other features and the workers may ask of reservations and their slots. */
export {
  bookedAhead,
  byEnvironment,
  bySlot,
  bySlots,
  currentSlots,
  endAt,
  isBookedAhead,
  markCapped,
  moveSlot,
  moveSlots,
  setMeteredUntil,
  setReady,
} from './repository.ts';
export {
  asHostClaim,
  atAttention,
  concernedOn,
  countOnHost,
  currentPlan,
  currentPlans,
  hostClaimsOf,
  hostClaimsOfAll,
  hostsOfSlot,
  hostsStillHeld,
  isFollowing,
  isScheduled,
  lockOpen,
  OVERDRAWN,
  placedNow,
  rehouse,
  releaseClaims,
  replaceHosts,
  runningNow,
  setStranded,
  stranded,
  STRANDED_AT_ONCE,
} from './placed.ts';
export { holding } from './holding.ts';
export { earlierThan } from './revisions.ts';
export { bindUnits, boundUnits, type BoundUnit } from './units.ts';
export { countOpenAt, lock, openOf, resettle, type Resettling } from './resettle.ts';
