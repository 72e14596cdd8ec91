CREATE TABLE "downtime" (
	"slot_id" text NOT NULL,
	"since" timestamptz NOT NULL,
	"account_id" text NOT NULL,
	"until" timestamptz,
	CONSTRAINT "downtime_slot_id_since_pk" PRIMARY KEY("slot_id","since")
);
--> statement-breakpoint
ALTER TABLE "slot" ADD COLUMN "stranded_from" text;--> statement-breakpoint
CREATE UNIQUE INDEX "downtime_open" ON "downtime" USING btree ("slot_id") WHERE until is null;--> statement-breakpoint
alter table downtime
  add foreign key (account_id, slot_id) references slot (account_id, id),
  add check (until >= since);
--> statement-breakpoint
alter table downtime enable row level security;
--> statement-breakpoint
alter table downtime force row level security;
--> statement-breakpoint
create policy platform_all on downtime to patchbay_platform using (true) with check (true);
--> statement-breakpoint
create policy own_account on downtime to patchbay_app
  using (account_id = nullif(current_setting('app.account', true), ''))
  with check (account_id = nullif(current_setting('app.account', true), ''));
--> statement-breakpoint
grant select, insert, update, delete on downtime to patchbay_platform;--> statement-breakpoint
grant select on downtime to patchbay_app;
