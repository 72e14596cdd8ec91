export * from './demand.ts';
export * from './keeping.ts';
export type { HostClaim } from './place.ts';
export { fits, plan, type PlanResult, type PoolClaim } from './plan.ts';
export { rehouse, type Homeless } from './recovery/rehouse.ts';
export * from './rejection.ts';
export * from './snapshot.ts';
