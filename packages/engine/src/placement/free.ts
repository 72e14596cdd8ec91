import { VECTOR_DIMENSIONS, type Vector } from '@patchbay/catalog';
import { peak, type Interval } from '../time/index.ts';
import type { HostView, PoolView } from './snapshot.ts';

/** What a host has left in every instant of the interval: capacity less the peak of each dimension (CAP-1). */
export function freeOn(host: HostView, during: Interval): Vector {
  const left = { ...host.capacity };
  if (host.claims.length === 0) return left;
  for (const dimension of VECTOR_DIMENSIONS) {
    left[dimension] -= peak(
      host.claims.map((claim) => ({ during: claim.during, amount: claim.vector[dimension] })),
      during,
    );
  }
  return left;
}

export function freeIn(pool: PoolView, during: Interval): number {
  return pool.capacity - pool.closed - peak(pool.claims, during);
}

export function fitsIn(need: Vector, free: Vector): boolean {
  return VECTOR_DIMENSIONS.every((dimension) => need[dimension] <= free[dimension]);
}

export function subtract(free: Vector, need: Vector): Vector {
  return {
    cpuMilli: free.cpuMilli - need.cpuMilli,
    memoryMiB: free.memoryMiB - need.memoryMiB,
    diskMiB: free.diskMiB - need.diskMiB,
    gpu: free.gpu - need.gpu,
  };
}
