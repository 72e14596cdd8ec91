import { onTheWayIn, type Mutation } from './mutation.ts';

/** Mistakes in what is promised, and to whom. */
export const CLAIM_MUTATIONS: readonly Mutation[] = [
  {
    name: 'a key that was used is not known again',
    breaks: ['REQ-1', 'REQ-2'],
    faults: ['sent-twice', 'lost-commit'],
    sql: onTheWayIn('idempotency', 'insert', 'new.key := new.key || simulation.uuid();'),
  },
];
