import { createHash } from 'node:crypto';
import { groupBy, type Check } from './facts.ts';

interface Entry {
  readonly account: string;
  readonly no: number;
  readonly prev: string;
  readonly canonical: string;
  readonly hash: string;
}

const ENTRIES = `select account_id as account, no::float8 as no, prev, hash,
    jsonb_build_array(account_id, no, (extract(epoch from at) * 1000000)::bigint, (extract(epoch from real_at) * 1000000)::bigint,
      person_id, act, outcome, subject, facts, prev)::text as canonical
  from audit_entry order by account_id, no`;

/** Every entry of a log names the one before it, and none was changed: its hash is made here anew. */
export const chain: Check = ({ read }) =>
  [...groupBy(read<Entry>(ENTRIES), ({ account }) => account)].flatMap(([account, entries]) =>
    entries.flatMap(({ no, prev, canonical, hash }, at) => {
      const follows = no === at + 1 && prev === (entries[at - 1]?.hash ?? '');
      const isWhole = createHash('sha256').update(canonical).digest('hex') === hash;
      return follows && isWhole
        ? []
        : [{ invariant: 'audit-chain', what: `entry ${no} of ${account} does not fit the one before it` }];
    }),
  );

/** Nothing is booked that nobody is written down to have asked for. */
export const askedFor: Check = ({ read }) =>
  read<{ account: string; booked: number; asked: number }>(
    `select r.account_id as account, count(*)::int as booked,
            (select count(*) from audit_entry a where a.account_id = r.account_id and a.act = 'reservations.book' and a.outcome = 'asked')::int as asked
       from reservation r group by 1`,
  )
    .filter(({ booked, asked }) => booked > asked)
    .map(({ account, booked, asked }) => ({
      invariant: 'told-before-done',
      what: `${account} has ${booked} bookings, and asked for ${asked} by its log`,
    }));
