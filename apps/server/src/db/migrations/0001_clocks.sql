-- Two clocks (domain 2c). clock() is the world's time; real_clock() serves leases, time-outs and rate limits.
alter table world add constraint world_one check (one = 1);
--> statement-breakpoint
-- Outside a demo world the offset stays at zero, whatever code tries.
alter table world add constraint world_real check (demo or offset_ms = 0);
--> statement-breakpoint
create function real_clock() returns timestamptz language sql volatile as $$ select clock_timestamp() $$;
--> statement-breakpoint
create function clock() returns timestamptz language sql volatile
  as $$ select clock_timestamp() + coalesce((select offset_ms from public.world), 0) * interval '1 millisecond' $$;
--> statement-breakpoint
-- Time never goes back.
create function world_only_forward() returns trigger language plpgsql as $$
begin
  if new.offset_ms < old.offset_ms or new.demo is distinct from old.demo or new.id is distinct from old.id then
    raise exception 'the clock of a world only moves forward';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger world_only_forward before update on world for each row execute function world_only_forward();
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
--> statement-breakpoint
create trigger immutable before update or delete on catalog_version for each row execute function refuse_change();
--> statement-breakpoint
create trigger immutable before update or delete on price_book_version for each row execute function refuse_change();
--> statement-breakpoint
create trigger immutable before update or delete on design_revision for each row execute function refuse_change();
--> statement-breakpoint
create trigger immutable before update or delete on usage_event for each row execute function refuse_change();
--> statement-breakpoint
create trigger immutable before update or delete on charge for each row execute function refuse_change();
