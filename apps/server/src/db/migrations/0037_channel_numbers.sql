ALTER TABLE "unmet_demand" ADD COLUMN "searcher" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "channel" ADD COLUMN "no" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "unmet_demand_searcher" ON "unmet_demand" USING btree ("searcher");--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
-- The numbers that operators have seen so far stay.
update channel set no = n.no
  from (select c.id, row_number() over (order by a.created_at, c.id) as no from channel c join account a on a.id = c.account_id) as n
 where n.id = channel.id;
--> statement-breakpoint
-- The next number, one channel after the other. A restored row brings its own.
create function number_channel() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if new.no = 0 then
    perform pg_advisory_xact_lock(hashtextextended('channel numbers', 19));
    select coalesce(max(no), 0) + 1 into new.no from channel;
  end if;
  return new;
end $$;
--> statement-breakpoint
reset role;
--> statement-breakpoint
ALTER TABLE "channel" ADD CONSTRAINT "channel_no_unique" UNIQUE("no");
--> statement-breakpoint
create trigger channel_numbered before insert on channel for each row execute function number_channel();
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
revoke all on function number_channel() from public;
--> statement-breakpoint
reset role;
