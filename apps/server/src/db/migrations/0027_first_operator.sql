CREATE TABLE "set_up" (
	"one" integer PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"used_at" timestamptz
);
--> statement-breakpoint
alter table set_up add constraint set_up_one check (one = 1);
--> statement-breakpoint
alter table set_up enable row level security;
--> statement-breakpoint
alter table set_up force row level security;
--> statement-breakpoint
create policy platform_all on set_up to patchbay_platform using (true) with check (true);
--> statement-breakpoint
grant select, insert, update on set_up to patchbay_platform;
