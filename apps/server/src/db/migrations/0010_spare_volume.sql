CREATE TABLE "spare_volume" (
	"environment_id" text NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"host" text NOT NULL,
	"account_id" text NOT NULL,
	"made_at" timestamptz NOT NULL,
	"since" timestamptz NOT NULL,
	"until" timestamptz NOT NULL,
	CONSTRAINT "spare_volume_environment_id_component_idx_host_pk" PRIMARY KEY("environment_id","component","idx","host")
);
--> statement-breakpoint
ALTER TABLE "volume" ADD COLUMN "made_at" timestamptz;--> statement-breakpoint
CREATE INDEX "spare_volume_host" ON "spare_volume" USING btree ("host");--> statement-breakpoint
alter table spare_volume
  add foreign key (account_id, environment_id) references environment (account_id, id);
--> statement-breakpoint
alter table spare_volume enable row level security;
--> statement-breakpoint
alter table spare_volume force row level security;
--> statement-breakpoint
create policy platform_all on spare_volume to patchbay_platform using (true) with check (true);
--> statement-breakpoint
create policy own_account on spare_volume to patchbay_app
  using (account_id = nullif(current_setting('app.account', true), ''))
  with check (account_id = nullif(current_setting('app.account', true), ''));
--> statement-breakpoint
grant select, insert, update, delete on spare_volume to patchbay_platform;
--> statement-breakpoint
grant select on spare_volume to patchbay_app;
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
-- Whatever is known of by now may have been written to.
update volume set made_at = clock();
--> statement-breakpoint
reset role;
