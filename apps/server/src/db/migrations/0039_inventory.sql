ALTER TABLE "rack" ADD COLUMN "retired_at" timestamptz;--> statement-breakpoint
ALTER TABLE "site" ADD COLUMN "retired_at" timestamptz;--> statement-breakpoint
ALTER TABLE "unit" ADD COLUMN "retired_at" timestamptz;--> statement-breakpoint
alter table host_capacity add check (cpu_milli >= 0 and memory_mib >= 0 and disk_mib >= 0 and gpu >= 0);
--> statement-breakpoint
alter table pool_capacity add check (capacity >= 0);
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
-- The backstop on the other side: as no claim is more than there is, no capacity becomes less than what is claimed (CAP-1). The
-- generations are raised first, so a claim that is being made is waited for, and the next one sees what is left.
create function check_host_capacity() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare worst record;
begin
  perform lock_capacity((select array_agg(host_id) from gone), array[]::text[]);
  select * into worst from host_overdraw((select array_agg(distinct host_id) from gone), tstzrange(clock(), 'infinity'), clock(), '[]') limit 1;
  if found then
    raise exception 'more of host % is claimed than would be left', worst.host_id using errcode = 'PB001';
  end if;
  return null;
end $$;
--> statement-breakpoint
create function check_pool_capacity() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare worst record;
begin
  perform lock_capacity(array[]::text[], (select array_agg(pool_id) from gone));
  select * into worst from pool_overdraw((select array_agg(distinct pool_id) from gone), tstzrange(clock(), 'infinity'), clock(), '[]') limit 1;
  if found then
    raise exception 'more of pool % is claimed than would be left', worst.pool_id using errcode = 'PB001';
  end if;
  return null;
end $$;
--> statement-breakpoint
reset role;
--> statement-breakpoint
create trigger host_capacity_changed after update on host_capacity referencing old table as gone for each statement execute function check_host_capacity();
--> statement-breakpoint
create trigger host_capacity_removed after delete on host_capacity referencing old table as gone for each statement execute function check_host_capacity();
--> statement-breakpoint
create trigger pool_capacity_changed after update on pool_capacity referencing old table as gone for each statement execute function check_pool_capacity();
--> statement-breakpoint
create trigger pool_capacity_removed after delete on pool_capacity referencing old table as gone for each statement execute function check_pool_capacity();
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
revoke all on function check_host_capacity() from public;
--> statement-breakpoint
revoke all on function check_pool_capacity() from public;
--> statement-breakpoint
reset role;
