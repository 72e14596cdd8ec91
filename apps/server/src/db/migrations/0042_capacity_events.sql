CREATE TABLE "capacity_event" (
	"id" text PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"short_of" text NOT NULL,
	"what" text NOT NULL,
	"full_at" timestamptz NOT NULL,
	"room_at" timestamptz
);
--> statement-breakpoint
ALTER TABLE "capacity_event" ADD CONSTRAINT "capacity_event_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "capacity_event_at" ON "capacity_event" USING btree ("full_at");--> statement-breakpoint
CREATE UNIQUE INDEX "capacity_event_open" ON "capacity_event" USING btree ("site_id","short_of","what") WHERE room_at is null;--> statement-breakpoint
alter table capacity_event add check (short_of in ('pool', 'arch')), add check (room_at >= full_at);
--> statement-breakpoint
alter table capacity_event enable row level security;
--> statement-breakpoint
alter table capacity_event force row level security;
--> statement-breakpoint
create policy platform_all on capacity_event to patchbay_platform using (true) with check (true);
--> statement-breakpoint
grant select, insert, update, delete on capacity_event to patchbay_platform;
