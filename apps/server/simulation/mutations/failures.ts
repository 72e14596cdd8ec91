import { onTheWayIn, type Mutation } from './mutation.ts';

const FAULTS = ['rack-off', 'rack-cut'] as const;

/** Mistakes in what follows when hosts fail. */
export const FAILURE_MUTATIONS: readonly Mutation[] = [
  {
    name: 'a downtime is not written down',
    breaks: ['MTR-1'],
    seed: 1,
    faults: FAULTS,
    sql: onTheWayIn('downtime', 'insert', 'return null;'),
  },
  {
    name: 'a downtime is not credited',
    breaks: ['SLA-1'],
    seed: 2,
    faults: FAULTS,
    sql: onTheWayIn('invoice_item', 'insert', "if new.cause = 'downtime' then return null; end if;"),
  },
];
