CREATE TABLE "machine_power" (
	"slot_id" text NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"account_id" text NOT NULL,
	"asked" text NOT NULL,
	"is_off" boolean DEFAULT false NOT NULL,
	CONSTRAINT "machine_power_slot_id_component_idx_pk" PRIMARY KEY("slot_id","component","idx")
);
--> statement-breakpoint
alter table machine_power
  add foreign key (account_id, slot_id) references slot (account_id, id),
  add check (asked in ('off', 'restart', 'starting'));
--> statement-breakpoint
alter table machine_power enable row level security;
--> statement-breakpoint
alter table machine_power force row level security;
--> statement-breakpoint
create policy platform_all on machine_power to patchbay_platform using (true) with check (true);
--> statement-breakpoint
create policy own_account on machine_power to patchbay_app
  using (account_id = nullif(current_setting('app.account', true), ''))
  with check (account_id = nullif(current_setting('app.account', true), ''));
--> statement-breakpoint
grant select, insert, update, delete on machine_power to patchbay_platform;
