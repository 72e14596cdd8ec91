/** What other features and the workers may ask of reservations and their slots. */
export {
  bindUnits,
  bookedAhead,
  boundUnits,
  byEnvironment,
  bySlot,
  hostClaimsOf,
  hostsStillHeld,
  moveSlot,
  releaseClaims,
  setMeteredUntil,
  setReady,
} from './repository.ts';
