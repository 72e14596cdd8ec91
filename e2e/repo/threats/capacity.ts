import { engine, features, server, type Threat } from './threat.ts';

/** What is promised and never kept. */
export const CAPACITY: readonly Threat[] = [
  {
    row: 1,
    what: 'double allocation',
    tests: [
      [`${server}/races/claims.test.ts`, 'never over-books, never deadlocks'],
      [`${server}/races/claims.test.ts`, 'catches the planted wrong variant'],
      [`${server}/races/http.test.ts`, 'never over-books in 5,000 attempts'],
      [`${server}/races/boundaries.test.ts`, 'a slot may begin exactly when another ends'],
    ],
  },
  {
    row: 2,
    what: 'usage lost or counted twice',
    tests: [
      [`${engine}/test/properties/invoice.test.ts`, 'any order and any duplicates give the same invoices'],
      [`${features}/invoices/final.test.ts`, 'late usage is a line on the next open invoice'],
      [`${server}/crash/crash.test.ts`, 'before and after every step of teardown'],
    ],
  },
  {
    row: 3,
    what: 'a reservation lost in a crash',
    tests: [
      [`${server}/thread.test.ts`, 'answers a retry as before even when its own claim took the last units'],
      [`${server}/races/boundaries.test.ts`, 'no event, job or notification is seen before its reservation'],
      ['apps/server/simulation/simulation.test.ts', 'happens the same way twice'],
    ],
  },
  {
    row: 4,
    what: 'an environment that is stuck',
    tests: [
      [`${server}/never-ran.test.ts`, 'is given up past its deadline'],
      [`${engine}/src/reservation/slot-state.test.ts`, 'ENV-2'],
    ],
  },
  {
    row: 5,
    what: 'a zombie worker',
    tests: [
      ['apps/server/src/workers/step.test.ts', 'a call ends when its lease is gone'],
      ['apps/server/simulation/simulation.test.ts', 'happens the same way twice'],
    ],
    open: 'No real process is stopped and continued by signals; the simulation pauses workers at any await.',
  },
  {
    row: 6,
    what: 'a data center that is down or slow',
    tests: [
      [`${server}/engines/contract/failures.ts`, 'time that is up is a timeout'],
      [`${server}/hosts/slow-host.test.ts`, 'a host whose sweep hangs holds up no other'],
      ['apps/server/simulation/simulation.test.ts', 'happens the same way twice'],
    ],
  },
  {
    row: 7,
    what: 'a data center that lies',
    tests: [
      [`${features}/environments/keeping/cleared.test.ts`, 'data that a data center only says it deleted'],
      [`${server}/hosts/hosts.test.ts`, 'it returns, and what it still holds is removed'],
      [`${server}/races/boundaries.test.ts`, 'a slot may begin exactly when another ends'],
    ],
  },
];
