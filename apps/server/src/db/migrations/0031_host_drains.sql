CREATE TABLE "host_drain" (
	"host_id" text NOT NULL,
	"since" timestamptz NOT NULL,
	"until" timestamptz,
	CONSTRAINT "host_drain_host_id_since_pk" PRIMARY KEY("host_id","since")
);
--> statement-breakpoint
ALTER TABLE "host_drain" ADD CONSTRAINT "host_drain_host_id_host_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."host"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
alter table host_drain add check (until >= since);
--> statement-breakpoint
create unique index host_drain_open on host_drain (host_id) where until is null;
--> statement-breakpoint
alter table host_drain enable row level security;
--> statement-breakpoint
alter table host_drain force row level security;
--> statement-breakpoint
create policy platform_all on host_drain to patchbay_platform using (true) with check (true);
--> statement-breakpoint
grant select, insert, update on host_drain to patchbay_platform;
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
-- What is drained already has been so for as long as anybody knows.
insert into host_drain (host_id, since) select id, clock() from host where draining;
--> statement-breakpoint
reset role;
