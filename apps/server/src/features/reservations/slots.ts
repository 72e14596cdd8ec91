/** What other features and the workers may ask of reservations and their slots. */
export {
  bindUnits,
  bookedAhead,
  boundUnits,
  byEnvironment,
  bySlot,
  hostClaimsOf,
  moveSlot,
  releaseClaims,
  setMeteredUntil,
} from './repository.ts';
