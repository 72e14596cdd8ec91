import type { bySlot as readBooked } from './repository.ts';

/** A slot with its reservation. */
export type Booked = NonNullable<Awaited<ReturnType<typeof readBooked>>>;

/** What other features and the workers may ask of reservations and their slots. */
export {
  bookedAhead,
  byEnvironment,
  bySlot,
  currentSlots,
  endAt,
  isBookedAhead,
  moveSlot,
  setMeteredUntil,
  setReady,
} from './repository.ts';
export {
  atAttention,
  countOnHost,
  currentPlan,
  earlierThan,
  hostClaimsOf,
  hostsOfSlot,
  hostsStillHeld,
  isFollowing,
  isScheduled,
  lockOpen,
  placedNow,
  releaseClaims,
  replaceHosts,
  runningNow,
  setStranded,
  stranded,
  STRANDED_AT_ONCE,
  underWayOn,
} from './placed.ts';
export { bindUnits, boundUnits, type BoundUnit } from './units.ts';
