CREATE TABLE "unmet_demand" (
	"key" text NOT NULL,
	"site_id" text NOT NULL,
	"short_of" text NOT NULL,
	"what" text NOT NULL,
	"at" timestamptz NOT NULL,
	"needed" integer NOT NULL,
	"available" integer NOT NULL,
	"never" boolean NOT NULL,
	"beside" integer NOT NULL,
	CONSTRAINT "unmet_demand_key_site_id_short_of_what_pk" PRIMARY KEY("key","site_id","short_of","what")
);
--> statement-breakpoint
CREATE INDEX "unmet_demand_at" ON "unmet_demand" USING btree ("at");--> statement-breakpoint
alter table unmet_demand add check (needed >= available and available >= 0 and beside >= 0);
--> statement-breakpoint
alter table unmet_demand enable row level security;
--> statement-breakpoint
alter table unmet_demand force row level security;
--> statement-breakpoint
create policy platform_all on unmet_demand to patchbay_platform using (true) with check (true);
--> statement-breakpoint
grant select, insert, delete on unmet_demand to patchbay_platform;
