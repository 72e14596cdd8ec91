import type { Check } from './facts.ts';

/**
 * What the database itself noted at the moment it happened (database/world.sql): a generation that fell, claims that were
 * given back while something still stood there, and the like.
 */
export const history: Check = ({ read }) =>
  read<{ invariant: string; what: string }>('select invariant, what from simulation.breach order by seq');
