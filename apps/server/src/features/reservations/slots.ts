/** What other features and the workers may ask of reservations and their slots. */
export {
  bindUnits,
  bookedAhead,
  boundUnits,
  byEnvironment,
  bySlot,
  hostClaimsOf,
  hostsOfSlot,
  hostsStillHeld,
  isBookedAhead,
  moveSlot,
  releaseClaims,
  setMeteredUntil,
  setReady,
  type BoundUnit,
} from './repository.ts';
