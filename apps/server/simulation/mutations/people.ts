import { onTheWayIn, otherwise, type Mutation } from './mutation.ts';

/** Mistakes in what people are shown and told. */
export const PEOPLE_MUTATIONS: readonly Mutation[] = [
  {
    name: 'a list asks for nobody in particular, and nothing stands behind it',
    breaks: ['ISO-1'],
    seed: 1,
    sql: 'alter role patchbay_app bypassrls;',
    statement: (text) =>
      text.startsWith('select')
        ? text.replace(/"reservation"\."account_id" = (\$\d+)/, '$1::text is not null')
        : text,
  },
  {
    name: 'a row is written under another account',
    breaks: ['ISO-1', 'ENV-2', 'refused-with-reason'],
    seed: 1,
    sql: onTheWayIn(
      'event',
      'insert',
      'new.account_id := (select id from account where id <> new.account_id order by id limit 1);',
    ),
  },
  {
    name: 'an act is not written into the log',
    breaks: ['told-before-done'],
    seed: 1,
    sql: onTheWayIn('audit_entry', 'insert', "if new.outcome = 'asked' then return null; end if;"),
  },
  {
    name: 'an entry of the log does not name the one before it',
    breaks: ['audit-chain'],
    seed: 1,
    sql: otherwise('chain_audit_entry', 'new.facts, new.prev)', "new.facts, '')"),
  },
  {
    name: 'who loses something is not told',
    breaks: ['loss-told'],
    seed: 9,
    faults: ['cap-lowered', 'no-image'],
    sql: onTheWayIn(
      'event',
      'insert',
      "if new.code in ('given-up', 'capped', 'not-started-at-cap', 'missed') then return null; end if;",
    ),
  },
];
