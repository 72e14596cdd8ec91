export * from './check.ts';
export * from './finding.ts';
export { canConnect, canHost, type Refusal } from './can.ts';
export { isAppliance } from './rules/offers.ts';
export { retype } from './fixes/retype.ts';
export { tryRanges, type RangeTrial } from './ranges.ts';
