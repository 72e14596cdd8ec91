/** Ways to claim that look right. `correct` is the product's own function; each of the others over-books, and must be caught. */
export const VARIANTS = [
  'correct',
  'no-lock',
  'lock-within-statement',
  'for-update-repeatable-read',
  'advisory-repeatable-read',
] as const;
export type Variant = (typeof VARIANTS)[number];

export const ISOLATION: Record<Variant, 'read committed' | 'repeatable read'> = {
  correct: 'read committed',
  'no-lock': 'read committed',
  'lock-within-statement': 'read committed',
  'for-update-repeatable-read': 'repeatable read',
  'advisory-repeatable-read': 'repeatable read',
};

/** Claims without the product's lock, for the wrong variants: the same sweep, and no trigger behind it. */
export const WRONG_CLAIM = `
create table wrong_claim (id bigserial primary key, pool_id text not null, quantity bigint not null, during tstzrange not null);
create index on wrong_claim using gist (during);
create function wrong_peak(p_pool text, p_during tstzrange) returns bigint language sql stable as $$
  with change as (
    select greatest(lower(during), lower(p_during)) as at, quantity as n from wrong_claim where pool_id = p_pool and during && p_during
    union all select upper(during), -quantity from wrong_claim where pool_id = p_pool and during && p_during and upper(during) < upper(p_during)
  ), instant as (select at, sum(n) as n from change group by at)
  select coalesce(max(sum), 0)::bigint from (select sum(n) over (order by at) from instant) as s
$$;
create function wrong_insert(p_pool text, p_quantity bigint, p_during tstzrange, p_capacity bigint) returns bigint language sql volatile as $$
  insert into wrong_claim (pool_id, quantity, during) select p_pool, p_quantity, p_during
   where wrong_peak(p_pool, p_during) + p_quantity <= p_capacity returning id
$$;
alter table wrong_claim owner to patchbay_platform;
grant usage on sequence wrong_claim_id_seq to patchbay_platform;
`;
