import { features, server, type Threat } from './threat.ts';

/** Who reaches what is not theirs, or more of it than others. */
export const TENANTS: readonly Threat[] = [
  {
    row: 8,
    what: 'one tenant reads another',
    tests: [
      [`${server}/walls/walk.test.ts`, 'ISO-1: two tenants, %s'],
      [`${server}/walls/walk.test.ts`, 'answer alike, whatever names it'],
      [`${server}/walls/walk.test.ts`, 'nobody of another tenant changes a row'],
      [`${server}/walls/walk.test.ts`, 'drops hundreds of filters, and finds what leaks'],
    ],
  },
  {
    row: 9,
    what: 'row-level security that is off without notice',
    tests: [
      [`${server}/second-wall.test.ts`, 'every table with an account has it on, forced, and with a policy'],
      [`${server}/walls/walk.test.ts`, 'with row-level security alone'],
    ],
  },
  {
    row: 10,
    what: 'rights beyond a role',
    tests: [
      [`${server}/walker.test.ts`, 'is the matrix that was reviewed'],
      [`${server}/walls/walk.test.ts`, 'ISO-1: two tenants, %s'],
      [`${server}/people.test.ts`, 'the last owner can neither leave nor step down'],
      [`${server}/threats/confirm.test.ts`, 'is these procedures'],
      [`${server}/threats/confirm.test.ts`, 'is free for half an hour after signing in'],
      ['apps/web/src/api/confirming.test.tsx', 'is sent again as it was, once that was given'],
    ],
  },
  {
    row: 11,
    what: 'races of invitations and roles',
    tests: [
      [`${server}/care/set-up.test.ts`, 'makes one operator of 32 who use the token at once'],
      [`${server}/people.test.ts`, 'of two owners who remove each other eight times at once, one stays'],
    ],
    open: 'There are no invitations: members are added who have signed up.',
  },
  {
    row: 12,
    what: 'requests forged by another site',
    tests: [
      [`${server}/threats/gate.test.ts`, 'by no content type from anywhere'],
      [`${server}/threats/gate.test.ts`, 'and the same request from a page of ours does run'],
      [`${server}/bad-input.test.ts`, 'the session cookie is HttpOnly and SameSite'],
      ['apps/server/src/http/files.test.ts', 'pass for nobody else, and for no page of another site'],
      [`${features}/access/terminals.test.ts`, 'no page of another site, and no other host name'],
    ],
  },
  {
    row: 13,
    what: 'batches and bodies that are too large',
    tests: [
      [`${server}/threats/gate.test.ts`, 'a batch of 21 by %s runs none of them'],
      [`${server}/bad-input.test.ts`, 'a body of 10 MB behind the name of a larger limit'],
      [`${server}/bad-input.test.ts`, '20 guesses in a batch count as 20'],
    ],
  },
  {
    row: 14,
    what: 'guessing, and ways around limits',
    tests: [
      [`${server}/threats/callers.test.ts`, 'of 1,000 addresses of one /64 is one'],
      [`${server}/threats/callers.test.ts`, 'is not who a header says'],
      [`${server}/threats/callers.test.ts`, 'that has used up its minute at one process'],
    ],
  },
  {
    row: 15,
    what: 'a noisy tenant',
    tests: [
      [`${server}/races/fair.test.ts`, 'keeps another waiting for the end of one step'],
      [`${features}/abstractions/bounds.test.ts`, 'an account has no more abstractions than it may have'],
    ],
    open: 'What others notice of one account at 100 times the load is a measure of time, which no test counts.',
  },
  {
    row: 16,
    what: 'streams beyond the right to them',
    tests: [
      [`${server}/walls/streams.test.ts`, 'a stream ends when the session that opened it is withdrawn'],
      [`${server}/walls/streams.test.ts`, 'a person has six streams'],
      [`${features}/environments/news.test.ts`, 'another account is not told, and is in no list'],
      [`${server}/care/log.test.ts`, 'has no secret in it after everything was done once'],
    ],
  },
];
