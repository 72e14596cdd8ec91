export * from './demand.ts';
export * from './keeping.ts';
export type { HostClaim } from './place.ts';
export { fits, plan, type PlanResult, type PoolClaim } from './plan.ts';
export { rehouse, type Homeless, type Rehoused } from './recovery/rehouse.ts';
export { resettle, type Mover, type Settled } from './recovery/resettle.ts';
export * from './rejection.ts';
export * from './snapshot.ts';
