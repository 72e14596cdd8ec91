import { engine, server, type Threat } from './threat.ts';

/** What the product stands on. */
export const WORLD: readonly Threat[] = [
  {
    row: 24,
    what: 'addresses that lead inside',
    tests: [[`${server}/walls/walk.test.ts`, 'ISO-1: two tenants, %s']],
    open: 'Only operators name an address, of an engine, and it is to lead inside. There are no webhooks.',
  },
  {
    row: 25,
    what: 'secrets that get out',
    tests: [
      [`${server}/care/log.test.ts`, 'has no secret in it after everything was done once'],
      ['apps/server/src/log/error-facts.test.ts', 'says what went wrong and never with which values'],
      ['e2e/repo/text.test.ts', 'holds no key, token or private address'],
    ],
  },
  {
    row: 26,
    what: 'clocks that jump',
    tests: [
      [`${engine}/src/time/wall-time.test.ts`, 'instant to wall time and back is the same instant'],
      [`${engine}/src/time/wall-time.test.ts`, 'what the clocks jump over is a gap'],
      [`${engine}/src/time/recurrence.test.ts`, 'keeps the wall time of daily slots'],
      [`${server}/world.test.ts`, 'never goes back, whoever writes it'],
    ],
    open: 'The version of the zone data is not stored with a slot; times are kept as they were booked.',
  },
  {
    row: 27,
    what: 'a poisoned catalog',
    tests: [
      ['packages/catalog/src/registry.test.ts', 'refuses an entry that is not one'],
      [`${server}/threats/poison.test.ts`, 'ends no process, and every reader has an answer'],
    ],
  },
  {
    row: 28,
    what: 'a migration that breaks what runs',
    tests: [
      [`${server}/care/starts.test.ts`, 'by one migration is served, by two is refused in one sentence'],
      [`${server}/hosts/older-database.test.ts`, 'a slot that an older build started goes on to be watched'],
    ],
    open: 'The build before is not kept, so it does not run beside this one in a test.',
  },
  {
    row: 29,
    what: 'a backup that cannot be restored',
    tests: [
      [`${server}/backup/restore.test.ts`, 'has every row of every table as it was'],
      [`${server}/backup/restore.test.ts`, 'keeps its laws'],
      [`${server}/backup/restore.test.ts`, 'calls no driver while it is paused'],
    ],
  },
  {
    row: 30,
    what: 'a log that is changed unseen',
    tests: [
      [`${server}/audit/audit.test.ts`, '%s is found'],
      [`${server}/audit/audit.test.ts`, 'the app may only add to the log of the account'],
      [`${server}/audit/audit.test.ts`, 'a log that was made anew from some entry on'],
    ],
  },
  {
    row: 31,
    what: 'an error that takes the server along, or tells too much',
    tests: [
      [`${server}/threats/aborts.test.ts`, '1,000 requests that are given up leave no transaction open'],
      [`${server}/walls/walk.test.ts`, 'ISO-1: two tenants, %s'],
      [`${server}/bad-input.test.ts`, 'bad input'],
      ['e2e/lifecycle/stop.test.ts', 'it starts again at its address, and stops when asked'],
      [`${server}/care/again.test.ts`, 'after a server ended of itself %s, the next start waits'],
    ],
  },
  {
    row: 32,
    what: 'packages that are not what they were',
    tests: [
      ['e2e/repo/packages.test.ts', 'no package needs its install script'],
      ['e2e/repo/packages.test.ts', 'packages come from the public registry, each with its checksum'],
      ['e2e/repo/packages.test.ts', 'versions in the manifests are exact'],
    ],
    open: 'The age of a new package is looked up by whoever adds it.',
  },
];
