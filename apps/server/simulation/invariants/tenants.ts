import type { Check } from './facts.ts';

/** Every reference from a row of an account to a row that has an account too. */
const REFERENCES = [
  [
    'channel_id',
    'channel',
    ['environment', 'reservation', 'charge', 'invoice', 'invoice_item', 'usage_event', 'budget'],
  ],
  [
    'environment_id',
    'environment',
    [
      'reservation',
      'slot',
      'outbox',
      'event',
      'part',
      'stage',
      'volume',
      'charge',
      'usage_event',
      'usage_sample',
    ],
  ],
  ['design_id', 'design', ['environment', 'reservation', 'design_revision']],
  ['reservation_id', 'reservation', ['slot', 'charge', 'usage_event', 'usage_record']],
  [
    'slot_id',
    'slot',
    [
      'plan',
      'host_claim',
      'pool_claim',
      'unit_binding',
      'outbox',
      'charge',
      'usage_event',
      'usage_sample',
      'downtime',
    ],
  ],
  ['invoice_id', 'invoice', ['charge', 'invoice_item']],
] as const;

/** ISO-1: no row refers to a row of another account. */
export const tenants: Check = ({ read }) =>
  REFERENCES.flatMap(([column, target, sources]) =>
    sources.flatMap((source) =>
      read<{ n: number }>(
        `select count(*)::int as n from ${source} a join ${target} b on b.id = a.${column} where a.account_id <> b.account_id`,
      ).flatMap(({ n }) =>
        n > 0
          ? [{ invariant: 'ISO-1', what: `${n} rows of ${source} refer to a ${target} of another account` }]
          : [],
      ),
    ),
  );
