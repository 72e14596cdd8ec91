/** What other features and the workers may ask of reservations and their slots. */
export {
  bindUnits,
  bookedAhead,
  boundUnits,
  byEnvironment,
  bySlot,
  currentSlots,
  isBookedAhead,
  moveSlot,
  setMeteredUntil,
  setReady,
  type BoundUnit,
} from './repository.ts';
export {
  countOnHost,
  currentPlan,
  hostClaimsOf,
  hostsOfSlot,
  hostsStillHeld,
  isFollowing,
  placedNow,
  releaseClaims,
  replaceHosts,
  runningNow,
  underWayOn,
} from './placed.ts';
