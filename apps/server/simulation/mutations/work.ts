import { onTheWayIn, type Mutation } from './mutation.ts';

/** Mistakes of those who take work. */
export const WORK_MUTATIONS: readonly Mutation[] = [
  {
    name: 'a lease is proved without its epoch',
    breaks: ['lease-proved'],
    seed: 1,
    faults: ['pause', 'slow'],
    statement: (text) => text.replace(/"outbox"\."lease_epoch" = (\$\d+)/, '$1::bigint is not null'),
  },
  {
    name: 'a start goes on in the generation before',
    breaks: ['generation-rises'],
    seed: 3,
    sql: onTheWayIn(
      'environment',
      'update',
      'if old.generation > 0 then new.generation := old.generation; end if;',
    ),
  },
  {
    name: 'a job that failed once is taken for done',
    breaks: ['ENV-2', 'ENV-3'],
    seed: 1,
    faults: ['lost-answer', 'no-effect'],
    sql: onTheWayIn('outbox', 'update', 'if new.problem is not null then new.done_at := clock(); end if;'),
  },
  {
    name: 'a job that failed waits for ever',
    breaks: ['ENV-2'],
    seed: 1,
    faults: ['lost-answer', 'no-effect'],
    sql: onTheWayIn(
      'outbox',
      'update',
      "if new.retry_at is not null then new.retry_at := clock() + interval '100 years'; end if;",
    ),
  },
  {
    name: 'a lease never runs out',
    breaks: ['ENV-2'],
    seed: 1,
    faults: ['crash'],
    sql: onTheWayIn(
      'outbox',
      'update',
      "if new.lease_until is not null then new.lease_until := clock() + interval '100 years'; end if;",
    ),
  },
  {
    name: 'workers look for work only when they are told',
    breaks: ['ENV-2'],
    seed: 1,
    isDeaf: true,
  },
  {
    name: 'a start has no deadline',
    breaks: ['ENV-2'],
    seed: 2,
    faults: ['no-image'],
    sql: onTheWayIn('slot', 'update', "if new.state = 'starting' then new.deadline := null; end if;"),
  },
  {
    name: "an end is nobody's work",
    breaks: ['ENV-2'],
    seed: 1,
    sql: onTheWayIn('outbox', 'insert', "if new.job = 'end' then return null; end if;"),
  },
];
